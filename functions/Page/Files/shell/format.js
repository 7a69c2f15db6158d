// How numbers, times and durations are written. English throughout, as the API's own messages are.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const count = value => whole.format(value);

/** '1 photo', '2 photos'. */
export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** 0.8954 as '89.5%'. */
export const percent = (value, digits = 1) => Number.isFinite(value) ? `${(100 * value).toFixed(digits)}%` : '–';

/** 0.89537 as '0.895'. */
export const figure = (value, digits = 3) => Number.isFinite(value) ? value.toFixed(digits) : '–';

/** [0.871, 0.912] as '0.871 to 0.912'. */
export const interval = (low, high) => Number.isFinite(low) && Number.isFinite(high) ? `${figure(low)} to ${figure(high)}` : '';

/** 73 as '1 min 13 s'. */
export function duration(seconds) {
  if (!Number.isFinite(seconds))
    return '–';
  const all = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  if (hours > 0)
    return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${all % 60} s` : `${all} s`;
}

/** An instant in the reader's own time zone. */
export const when = text => text ? moment.format(new Date(text)) : '–';

/** 'basicCnn' as 'basic cnn', for stages and other words of programs. */
export const words = text => text.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
