// node server.mjs NETWORK.onnx GEOMETRY PORT WORKERS
// Answers a posted photo with the probabilities of its classes. GEOMETRY is that of model.json. With more than one worker a cluster shares the port and each
// worker runs its network on one thread; a single one leaves ONNX Runtime its default of one thread a core.
import cluster from 'node:cluster';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import ort from 'onnxruntime-node';
import sharp from 'sharp';

const [file, geometryText, port, workersText] = process.argv.slice(2);
const geometry = JSON.parse(geometryText);
const workers = Number(workersText);

if (workers > 1 && cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork();
} else {
  if (workers > 1) sharp.concurrency(1);
  const session = await ort.InferenceSession.create(await readFile(file), workers > 1 ? { intraOpNumThreads: 1 } : {});
  createServer(async (request, response) => {
    try {
      response.setHeader('content-type', 'application/json');
      response.end(request.method === 'POST' ? JSON.stringify(await answer(await body(request), session)) : '{}');
    } catch (error) {
      response.statusCode = 500;
      response.end(JSON.stringify({ error: String(error) }));
    }
  }).listen(Number(port), '127.0.0.1');
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function answer(photo, session) {
  const { data, info } = await prepare(photo);
  const image = new ort.Tensor('uint8', data, [1, info.height, info.width, 3]);
  const { probabilities } = await session.run({ image }, ['probabilities']);
  return { probabilities: Array.from(probabilities.data) };
}

function prepare(photo) {
  let picture = sharp(photo).rotate().removeAlpha().toColourspace('srgb');
  if (geometry.resize === 'squash') {
    picture = picture.resize(geometry.width, geometry.height, { fit: 'fill', kernel: 'linear' });
  } else if (geometry.crop === geometry.size) {
    picture = picture.resize(geometry.size, geometry.size, { fit: 'cover', kernel: 'linear' });
  } else {
    picture = picture.resize(geometry.size, geometry.size, { fit: 'outside', kernel: 'linear' });
    return geometry.crop ? cropped(picture, geometry.crop) : picture.raw().toBuffer({ resolveWithObject: true });
  }
  return picture.raw().toBuffer({ resolveWithObject: true });
}

async function cropped(picture, side) {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round((info.width - side) / 2), Math.round((info.height - side) / 2)];
  const crop = Buffer.allocUnsafe(side * side * 3);
  for (let y = 0; y < side; y++) {
    const from = ((top + y) * info.width + left) * 3;
    data.copy(crop, y * side * 3, from, from + side * 3);
  }
  return { data: crop, info: { width: side, height: side } };
}
