import { h } from '../shell/dom.js';
import { figure, interval, percent } from '../shell/format.js';
import { intervalBar } from '../parts/bars.js';
import { table } from '../parts/table.js';

/** The number that versions are judged by, in its interval. */
export function accuracyOf({ test }) {
  const [low, high] = test.balancedAccuracyInterval ?? [];
  return h('span', { class: 'estimate' }, intervalBar(test.balancedAccuracy, low, high),
    h('span', {}, h('strong', {}, figure(test.balancedAccuracy)), ' ', h('small', {}, interval(low, high))));
}

// Older models lack some of them.
const named = test => [
  ['Balanced accuracy', estimate(test.balancedAccuracy, test.balancedAccuracyInterval)],
  ['Accuracy', estimate(test.accuracy, test.accuracyInterval)],
  ['Area under the ROC curve', estimate(test.rocAuc, test.rocAucInterval)],
  ['Average precision', test.averagePrecision],
  ['Precision', test.precision],
  ['Recall', test.recall],
  ['F1', test.f1],
  ['Brier score', test.brier],
  ['Expected calibration error', test.expectedCalibrationError],
].filter(([, value]) => value);

const estimate = (value, bounds) => Number.isFinite(value) ? { value, low: bounds?.[0], high: bounds?.[1] } : null;

/** Every metric with its interval. */
export const metricTable = ({ test }) => table('Metrics on the test split', [{ name: 'Metric' }, { name: 'Value', number: true }, { name: '95% interval' }, { name: '' }],
  named(test).map(([name, { value, low, high }]) => [name, h('strong', {}, figure(value)), interval(low, high), intervalBar(value, low, high)]));

/** How often which class was answered for which. */
export const confusionTable = ({ classes, test }) => table('Confusion matrix', [{ name: 'True class' }, ...classes.map(name => ({ name: `answered ${name}`, number: true }))],
  test.confusionMatrix.map((row, i) => {
    const all = row.reduce((sum, number) => sum + number, 0);
    return [classes[i], ...row.map((number, j) => [i === j ? h('strong', {}, number) : number, ' ', h('small', {}, percent(number / Math.max(1, all), 0))])];
  }));
