// A host that compresses what GitHub Pages compresses, and counts.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml",
};

/** Serves a folder; returns the address, what was sent so far, and how to stop. */
export async function host(folder) {
  const sent = { bytes: 0, requests: 0 };
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (name.endsWith("/")) name += "index.html";
    fs.readFile(path.join(folder, name), (error, data) => {
      if (error) return response.writeHead(404).end();
      const type = TYPES[path.extname(name)] ?? "application/octet-stream";
      const isText = type !== "application/octet-stream";
      const body = isText ? zlib.gzipSync(data, { level: 6 }) : data;
      sent.bytes += body.length;
      sent.requests += 1;
      response.writeHead(200, { "content-type": type, ...(isText && { "content-encoding": "gzip" }) }).end(body);
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, sent, stop: () => server.close() };
}
