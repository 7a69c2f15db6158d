// node load.mjs URL PHOTO.jpg CALLERS SECONDS
// Loads a server with autocannon: requests a second, and the milliseconds that 50 and 99 of 100 requests took.
import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';

const [url, photo, callers, seconds] = process.argv.slice(2);
const result = await autocannon({
  url,
  method: 'POST',
  headers: { 'content-type': 'image/jpeg' },
  body: await readFile(photo),
  connections: Number(callers),
  duration: Number(seconds),
});
console.log(`${result.requests.average.toFixed(1)} requests/s, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, ${result.non2xx} refused, ${result.errors} failed`);
process.exitCode = result.non2xx + result.errors > 0 ? 1 : 0;
