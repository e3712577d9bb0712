import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { type EventRow, measureOf, tokyo } from './build.ts';

const repair = (severity: string) => (severity === 'medium' || severity === 'office' ? 'resolve' : 'restore');

// Weekdays 09:00-18:00 in Tokyo. Friday 2026-10-09, then a weekend and a holiday on Monday 12th.
describe('when a promise falls due, without any pause', () => {
  test.each<{ edge: string; severity: string; opened: string; due: string; policies?: Partial<Policies> }>([
    { edge: 'always: 4 h on the wall clock', severity: 'critical', opened: '10-09 17:00', due: '10-09 21:00' },
    {
      edge: '1 business day, over a weekend and a holiday',
      severity: 'high',
      opened: '10-09 17:00',
      due: '10-13 18:00',
    },
    {
      edge: '... counted in open time',
      severity: 'high',
      opened: '10-09 17:00',
      due: '10-13 17:00',
      policies: { business_day: 'business-hours' },
    },
    {
      edge: '... to the end of the calendar day',
      severity: 'high',
      opened: '10-09 17:00',
      due: '10-14 00:00',
      policies: { business_day: 'midnight' },
    },
    {
      edge: 'opened on a Saturday: the day of the start is not counted anyway',
      severity: 'high',
      opened: '10-10 10:00',
      due: '10-13 18:00',
    },
    {
      edge: '... taken as received on Tuesday',
      severity: 'high',
      opened: '10-10 10:00',
      due: '10-14 18:00',
      policies: { received: 'next-opening' },
    },
    {
      edge: 'received at the instant of closing is outside',
      severity: 'high',
      opened: '10-08 18:00',
      due: '10-13 18:00',
      policies: { received: 'next-opening' },
    },
    {
      edge: 'received at the instant of opening is inside',
      severity: 'high',
      opened: '10-08 09:00',
      due: '10-09 18:00',
      policies: { received: 'next-opening' },
    },
    {
      edge: 'received has no effect on a clock that always runs',
      severity: 'critical',
      opened: '10-10 10:00',
      due: '10-10 14:00',
      policies: { received: 'next-opening' },
    },
    { edge: '2 business days', severity: 'medium', opened: '10-09 17:00', due: '10-14 18:00' },
    {
      edge: 'N day lengths from the next opening end exactly at closing',
      severity: 'high',
      opened: '10-10 10:00',
      due: '10-13 18:00',
      policies: { business_day: 'business-hours' },
    },
    { edge: '8 h of business time over night', severity: 'office', opened: '10-07 15:00', due: '10-08 14:00' },
    { edge: '... used up exactly at closing', severity: 'office', opened: '10-07 10:00', due: '10-07 18:00' },
    { edge: '... with a lunch break', severity: 'office', opened: '10-30 09:00', due: '10-30 18:00' },
  ])('$edge: $severity, opened $opened, due $due', ({ severity, opened, due, policies = {} }) => {
    expect(tokyo(measureOf({ severity, events: [['opened', opened]], policies }, repair(severity)).dueAt)).toBe(due);
  });

  test.each([
    { edge: 'while open, at once', opened: '10-07 15:00', due: '10-07 15:00' },
    { edge: 'while closed, at the next opening', opened: '10-09 19:00', due: '10-13 09:00' },
  ])('a promise of 0 seconds is due, $edge', ({ opened, due }) => {
    expect(tokyo(measureOf({ severity: 'office', events: [['opened', opened]] }, 'respond').dueAt)).toBe(due);
  });
});

describe('pauses move the due instant by the clock time they took', () => {
  test.each<{ edge: string; severity: string; events: EventRow[]; due: string }>([
    {
      edge: 'always: by wall clock',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['paused', '10-09 18:00', 'client'],
        ['resumed', '10-09 20:30'],
      ],
      due: '10-09 23:30',
    },
    {
      edge: 'business: by open time only',
      severity: 'high',
      events: [
        ['opened', '10-09 16:00'],
        ['paused', '10-09 17:00', 'client'],
        ['resumed', '10-13 10:00'],
      ],
      due: '10-14 11:00',
    },
    {
      edge: 'business: a pause while closed moves nothing',
      severity: 'high',
      events: [
        ['opened', '10-09 16:00'],
        ['paused', '10-09 19:00', 'client'],
        ['resumed', '10-12 10:00'],
      ],
      due: '10-13 18:00',
    },
    {
      edge: 'a reason that the agreement does not name moves nothing',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['paused', '10-09 18:00', 'vendor'],
        ['resumed', '10-09 20:00'],
      ],
      due: '10-09 21:00',
    },
    {
      edge: 'a pause that begins at the due instant still moves it',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['paused', '10-09 21:00', 'client'],
        ['resumed', '10-09 22:00'],
      ],
      due: '10-09 22:00',
    },
    {
      edge: 'a pause that begins after it does not',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['paused', '10-09 21:00:01', 'client'],
        ['resumed', '10-09 22:00'],
      ],
      due: '10-09 21:00',
    },
    {
      edge: 'a pause makes room for a later one',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['paused', '10-09 20:00', 'client'],
        ['resumed', '10-09 21:30'],
        ['paused', '10-09 22:00', 'client'],
        ['resumed', '10-09 23:00'],
      ],
      due: '10-09 23:30',
    },
    {
      edge: 'a second paused while paused is the same pause, even from after the due instant',
      severity: 'high',
      events: [
        ['opened', '10-08 10:00'],
        ['paused', '10-09 18:00', 'client'],
        ['paused', '10-10 10:00', 'client'],
        ['resumed', '10-13 12:00'],
      ],
      due: '10-13 12:00',
    },
    {
      edge: 'time stood resolved moves it too',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['resolved', '10-09 18:00'],
        ['reopened', '10-10 18:00'],
      ],
      due: '10-10 21:00',
    },
    {
      edge: 'resolved late: the clock had run out',
      severity: 'critical',
      events: [
        ['opened', '10-09 17:00'],
        ['resolved', '10-09 22:00'],
        ['reopened', '10-10 18:00'],
      ],
      due: '10-09 21:00',
    },
  ])('$edge', ({ severity, events, due }) => {
    expect(tokyo(measureOf({ severity, events }, 'restore').dueAt)).toBe(due);
  });

  test('respond never pauses', () => {
    const events: EventRow[] = [
      ['opened', '10-09 17:00'],
      ['paused', '10-09 17:10', 'client'],
      ['responded', '10-09 20:00'],
    ];
    const respond = measureOf({ severity: 'high', events }, 'respond');
    expect([tokyo(respond.dueAt), respond.pausedSeconds, respond.verdict]).toEqual(['10-09 19:00', 0, 'breached']);
  });

  test('a ticket still paused at as_of: the pause counts up to there', () => {
    const events: EventRow[] = [
      ['opened', '10-09 17:00'],
      ['paused', '10-09 18:00', 'client'],
    ];
    const restore = measureOf({ severity: 'critical', events, asOf: '10-10 18:00' }, 'restore');
    expect([tokyo(restore.dueAt), restore.verdict]).toEqual(['10-10 21:00', 'running']);
  });
});
