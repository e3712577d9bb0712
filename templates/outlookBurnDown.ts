/** The downtime budget of a service as a picture in a page: no script, no style from elsewhere. */
import type { Outlook } from '../pipelines/outlook/Outlook.ts';
import type { BurnDown } from '../pipelines/report/readBurnDowns.ts';

const size = { width: 560, height: 130, left: 8, top: 10, bottom: 18 };

/**
 * Steps of what is left at the end of each day up to now, the budget used evenly as a dashed line, days with planned work grey,
 * and a red line where nothing is left. The words that it is described by stand in `label`, escaped by the caller.
 */
export function burnDownSvg({ budgetSeconds, days }: BurnDown, period: Outlook['period'], label: string): string {
  const all = Math.round((period.endsAt - period.startsAt) / 86_400);
  const lowest = Math.min(0, ...days.map(({ leftSeconds }) => leftSeconds));
  const x = (day: number) => round(size.left + (day / all) * (size.width - size.left * 2));
  const y = (left: number) =>
    round(size.top + ((budgetSeconds - left) / (budgetSeconds - lowest || 1)) * (size.height - size.top - size.bottom));
  const grey = days.flatMap(({ maintenanceSeconds }, index) =>
    maintenanceSeconds > 0
      ? [
          `<rect x="${x(index)}" y="${size.top}" width="${round(x(index + 1) - x(index))}" height="${size.height - size.top - size.bottom}" fill="#e3e7eb"/>`,
        ]
      : [],
  );
  const steps = days.map(({ leftSeconds }, index) => `V${y(leftSeconds)}H${x(index + 1)}`).join('');
  const marks = days.flatMap(({ date }, index) =>
    index % 5 === 0
      ? [`<text x="${x(index)}" y="${size.height - 4}" font-size="10" fill="#566370">${Number(date.slice(8))}</text>`]
      : [],
  );
  return `<svg role="img" aria-label="${label}" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}">
${grey.join('')}<path d="M${x(0)} ${y(budgetSeconds)}L${x(all)} ${y(0)}" stroke="#566370" stroke-dasharray="3 3" fill="none"/>
<path d="M${x(0)} ${y(0)}H${x(all)}" stroke="#c0392b" fill="none"/>
<path d="M${x(0)} ${y(budgetSeconds)}${steps}" stroke="${lowest < 0 ? '#c0392b' : '#2f6db5'}" stroke-width="2" fill="none"/>
${marks.join('')}
</svg>`;
}

function round(points: number): number {
  return Math.round(points * 10) / 10;
}
