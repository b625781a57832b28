// The script of the page /search/.
// @ts-check

import { start } from "./page.mjs";

const searchForm = document.getElementById("search");
if (searchForm instanceof HTMLFormElement) start(searchForm);
