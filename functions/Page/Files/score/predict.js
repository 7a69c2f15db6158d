import { api, call } from '../shell/api.js';
import { pause } from '../shell/poll.js';
import { Problem } from '../shell/problem.js';

const attempts = 6;

/**
 * Asks a model about one photo. A server that is full is asked again when it says.
 * @param more Parts of the address that ask for more than the class, such as `explain=true`.
 * @returns the answer with `prediction`, which is there or a problem was thrown.
 */
export async function predict(file, { model, version, signal }, more = '') {
  const path = version ? api`models/${model}/${version}/predict` : api`models/${model}/predict`;
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await call(more ? `${path}?${more}` : path, { method: 'POST', body: file, type: typeOf(file), signal });
      const answer = await response.json();
      const [prediction] = answer.predictions;
      if (prediction.error)
        throw new Problem({ title: 'The photo can’t be answered', detail: prediction.error.message, code: prediction.error.code });
      return { ...answer, prediction };
    } catch (problem) {
      if (signal.aborted || problem.status !== 503 || attempt === attempts)
        throw problem;
      await pause(1000 * (problem.retryAfter ?? 1), signal);
    }
  }
}

// What a file says of itself is a hint: the server looks at its bytes, and names what it can't read.
const typeOf = file => file.type.startsWith('image/') ? file.type : 'image/jpeg';
