/** The answers as CSV (RFC 4180): a row a photo, a column a class. */
export function csvOf(results) {
  const classes = [...new Set(results.flatMap(({ answer }) => answer ? Object.keys(answer.prediction.probabilities) : []))];
  const rows = results.map(({ file, answer, problem }) => [
    file.name,
    answer?.prediction.class,
    answer?.prediction.probability,
    answer?.prediction.abstain,
    ...classes.map(name => answer?.prediction.probabilities[name]),
    answer?.version,
    problem && (problem.detail ?? problem.title ?? problem.message),
  ]);
  return [['file', 'class', 'probability', 'abstain', ...classes.map(name => `p_${name}`), 'version', 'error'], ...rows]
    .map(row => row.map(cell).join(',') + '\r\n').join('');
}

function cell(value) {
  const text = value === undefined || value === null ? '' : String(value);
  // A spreadsheet takes what begins like this for a formula, and a file may be named by anybody.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
