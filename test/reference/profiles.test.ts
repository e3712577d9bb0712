import { describe, expect, test } from 'vitest';
import { monitorFigures } from '../../pipelines/reference/profiles/index.ts';
import { isReadBy, type MonitorData } from '../../pipelines/reference/profiles/MonitorFigure.ts';
import { upptimeDailyMinutesDown } from '../../pipelines/reference/profiles/upptime.ts';

const DAY = 86_400;
const nothing: MonitorData = {
  window: { from: 0, to: 1000 },
  states: [],
  samples: [],
  maintenance: [],
  createdAt: null,
};
const checks = (states: string) =>
  [...states].map((letter, index) => ({
    at: index * 100,
    state: letter === 'd' ? ('down' as const) : ('up' as const),
    location: '',
    feed: 'a',
    source: { file: 'f', sha256: '', row: index + 2 },
  }));

// 1000 seconds: up to 500, down to 700 (half of it in maintenance 600-800), up to 900, then no data.
const data: MonitorData = {
  ...nothing,
  states: [
    { from: 0, to: 500, state: 'up' },
    { from: 500, to: 700, state: 'down' },
    { from: 700, to: 900, state: 'up' },
  ],
  samples: checks('uuuuudduu'),
  maintenance: [{ from: 600, to: 800 }],
};

describe('the same data, as six monitors would print it', () => {
  test.each([
    {
      monitor: 'Icinga',
      shown: '90.0000',
      why: '100 s down outside maintenance; maintenance is up; the gap keeps the last state',
    },
    { monitor: 'Zabbix', shown: '87.5000', why: '800 s without maintenance, 100 s down, no data is up' },
    { monitor: 'Nagios / Thruk', shown: '70.000 (77.778)', why: '700 up of 1000 s, or of the 900 s that are known' },
    { monitor: 'Uptime Kuma', shown: '88.89', why: '9 checks, one down outside maintenance' },
    { monitor: 'Checkmk', shown: '75.00', why: '600 up of 800 s of service time; no data is not up' },
    { monitor: 'Upptime', shown: '80.00', why: '200 s down of 1000; it knows no maintenance' },
  ])('$monitor says $shown: $why', ({ monitor, shown }) => {
    const figure = monitorFigures(data).find((each) => each.monitor === monitor)!;
    expect(figure.shown).toBe(shown);
  });

  test('without any data', () => {
    expect(monitorFigures(nothing).map(({ monitor, shown }) => [monitor, shown])).toEqual([
      ['Icinga', '100.0000'],
      ['Zabbix', '100.0000'],
      ['Nagios / Thruk', '0.000 (0.000)'],
      ['Uptime Kuma', null],
      ['Checkmk', '0.00'],
      ['Upptime', '100.00'],
    ]);
  });

  test('a beat that Uptime Kuma itself marked as maintenance is up there, though nobody agreed on it; a pending one is not', () => {
    const beats = [...'1113322'].map((said, index) => ({
      ...checks('u')[0]!,
      at: index * 100,
      said,
      state: said === '1' ? ('up' as const) : ('unknown' as const),
    }));
    const figure = monitorFigures({ ...nothing, samples: beats }).find(({ monitor }) => monitor === 'Uptime Kuma')!;
    expect(figure.shown).toBe('71.43');
  });

  test('an empty window has no figures', () => {
    expect(monitorFigures({ ...nothing, window: { from: 5, to: 5 } })).toEqual([]);
  });
});

describe('Upptime minutes per UTC day', () => {
  test.each([
    {
      edge: 'over midnight: to both days',
      outages: [[DAY - 300, DAY + 600]],
      minutes: { '1970-01-01': 5, '1970-01-02': 10 },
    },
    { edge: '29 s round to no minute, and the day is listed', outages: [[100, 129]], minutes: { '1970-01-01': 0 } },
    {
      edge: 'two outages of 30 s are two minutes',
      outages: [
        [100, 130],
        [200, 230],
      ],
      minutes: { '1970-01-01': 2 },
    },
    { edge: 'no outage, no day', outages: [], minutes: {} },
  ])('$edge', ({ outages, minutes }) => {
    const states = outages.map(([from, to]) => ({ from: from!, to: to!, state: 'down' as const }));
    expect(upptimeDailyMinutesDown({ window: { from: 0, to: 3 * DAY }, states })).toEqual(minutes);
  });
});

test.each([
  { monitor: 'Zabbix', presets: ['zabbix'], is: true },
  { monitor: 'Zabbix', presets: ['redmine', 'zabbix-problems'], is: true },
  { monitor: 'Icinga', presets: ['icinga-db-downtime'], is: true },
  { monitor: 'Upptime', presets: ['uptime-kuma', 'uptimerobot'], is: false },
  { monitor: 'Zabbix', presets: [], is: false },
  { monitor: 'Checkmk', presets: ['zabbix', 'gatus'], is: false },
] as const)('exports of $monitor among those of $presets: $is', ({ monitor, presets, is }) => {
  expect(isReadBy(monitor, presets)).toBe(is);
});
