module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // How long a title is, its writer decides.
    "long-title": "off",
  },
};
