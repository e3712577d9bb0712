/** How figures, durations and dates read in Japanese. */
import type { CalendarDay, FigureWords } from '../FigureWords.ts';

const weekdays = ['月', '火', '水', '木', '金', '土', '日'];

const weekday = ({ weekday }: CalendarDay) => weekdays[weekday - 1] ?? '';
const monthDay = ({ month, day }: CalendarDay) => `${month}/${day}`;
const withoutYear = (of: CalendarDay) => `${of.month}月${of.day}日（${weekday(of)}）`;
const two = (number: number) => String(number).padStart(2, '0');
const date = (of: CalendarDay) => `${of.year}年${withoutYear(of)}`;

const figures: FigureWords = {
  // A text that was folded over several lines keeps no space after 。 and 、.
  written: (text) => text.replace(/([。、]) +(?=\S)/g, '$1'),
  bullet: '・',
  days: (count) => `${count}日`,
  businessDays: (count) => `${count}営業日`,
  promised: ['日', '時間', '分', '秒'],
  measured: ['時間', '分', '秒'],
  space: '',
  date,
  dateOfTime: (of) => `${of.year}/${two(of.month)}/${two(of.day)}`,
  monthDay,
  weekday: (of) => `${monthDay(of)}（${weekday(of)}）`,
  narrowWeekday: weekday,
  span: (first, last) => `${date(first)}～${first.year === last.year ? withoutYear(last) : date(last)}`,
  month: (year, month) => `${year}年${month}月`,
  quarter: (year, first, last) => `${year}年${first}～${last}月期`,
  shortMonth: (month) => `${month}月`,
  year: (year) => `${year}年`,
};

export default figures;
