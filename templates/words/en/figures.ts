/** How figures, durations and dates read in English. */
import type { CalendarDay, FigureWords } from '../FigureWords.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

const name = (month: number) => months[month - 1] ?? '';
const shortMonth = (month: number) => name(month).slice(0, 3);
const weekday = ({ weekday }: CalendarDay) => weekdays[weekday - 1] ?? '';
const monthDay = ({ month, day }: CalendarDay) => `${day} ${shortMonth(month)}`;
const date = (of: CalendarDay) => `${monthDay(of)} ${of.year}`;

const figures: FigureWords = {
  written: (text) => text,
  bullet: '•',
  days: (count) => `${count} d`,
  businessDays: (count) => `${count} business day${count === '1' ? '' : 's'}`,
  promised: [' d', ' h', ' min', ' s'],
  measured: ['h', 'm', 's'],
  space: ' ',
  date,
  dateOfTime: date,
  monthDay,
  weekday: (of) => `${weekday(of)} ${monthDay(of)}`,
  narrowWeekday: (of) => weekday(of).slice(0, 2),
  span: (first, last) => `${date(first)} – ${date(last)}`,
  month: (year, month) => `${name(month)} ${year}`,
  quarter: (year, first, last) => `${name(first)}–${name(last)} ${year}`,
  shortMonth,
  year: (year) => year,
};

export default figures;
