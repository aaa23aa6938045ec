/** Numbers, sizes and durations as the chosen language writes them. */
export interface Format {
  duration: (ms: number) => string;
  clock: (iso: string) => string;
  day: (iso: string) => string;
  bytes: (bytes: number) => string;
  percent: (fraction: number) => string;
  number: (value: number) => string;
  money: (usd: number) => string;
  list: (items: string[]) => string;
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formatter(language: string): Format {
  const unit = (
    value: number,
    name: string,
    digits: number,
    unitDisplay: 'short' | 'long' | 'narrow' = 'narrow',
  ) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 4,
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    duration: (ms) => {
      if (ms < 950) return unit(Math.max(0, Math.round(ms)), 'millisecond', 0);
      if (ms < 59_950) return unit(ms / 1000, 'second', 1);
      const seconds = Math.round(ms / 1000);
      return `${unit(Math.floor(seconds / 60), 'minute', 0)} ${unit(seconds % 60, 'second', 0)}`;
    },
    clock: (iso) => time.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    bytes: (bytes) => {
      const step = bytes < 1000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** step;
      return unit(
        value,
        SIZES[step] ?? 'byte',
        step > 0 && value < 10 ? 1 : 0,
        step === 0 ? 'long' : 'short',
      );
    },
    percent: (fraction) => percent.format(fraction),
    number: (value) => number.format(value),
    money: (usd) => money.format(usd),
    list: (items) => list.format(items),
  };
}
