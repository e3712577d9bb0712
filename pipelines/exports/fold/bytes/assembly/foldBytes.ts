/**
 * The fold over the bytes of a plain CSV: rows in, runs of equal state out. AssemblyScript; compiled to foldBytes.wasm.
 *
 * It knows one shape of row and nothing else: the header's number of columns, a service, an instant in ISO 8601, one of
 * three states, perhaps a location. Whatever it does not know it refuses by a number, and SQL reads the file instead; so
 * nothing is guessed here. A row that is not later than the one before it in its series marks the series as odd: SQL
 * folds that service, and says whether the row came late, stands twice or contradicts another.
 *
 * Memory, in this order, at addresses that `plan` hands out: input, services, hash slots, series, locations, zone, runs.
 */

/** Why a file is handed to SQL; 0: it is not. */
export const enum Refusal {
  none = 0,
  columns = 1,
  quotes = 2,
  instant = 3,
  state = 4,
  service = 5,
  locations = 6,
}

const COMMA: u32 = 0x2c;
const LF: u32 = 0x0a;
const CR: u32 = 0x0d;
const QUOTE: u32 = 0x22;
const SPACE: u32 = 0x20;

/** Bytes of a service's entry: address and length of its name, the service that followed it last time, its gap. */
const SERVICE: usize = 16;
/** Bytes of a series: first and last second, state (255: none yet), whether it is odd, samples. */
const SERIES: usize = 32;
/** Bytes of a run: first and last second, samples, series and state. */
const RUN: usize = 32;
const NAME_ROOM: usize = 64;
const NO_STATE: u32 = 255;
/** 2174-02-25, as in the fold in SQL. */
const END_OF_TIME: i64 = 6442450944;

let input: usize = 0;
let services: usize = 0;
let slots: usize = 0;
let slotMask: u32 = 0;
let serviceCount: u32 = 0;
let series: usize = 0;
let places: usize = 0;
let placeLimit: u32 = 1;
let placeCount: u32 = 0;
let zone: usize = 0;
let zoneCount: u32 = 0;
let runs: usize = 0;
let runRoom: u32 = 0;
let runCount: u32 = 0;

let columnCount: u32 = 0;
let serviceColumn: u32 = 0;
let instantColumn: u32 = 0;
let stateColumn: u32 = 0;
let placeColumn: u32 = 0;

let refusal: u32 = 0;
let rows: u64 = 0;
let unknownRows: u64 = 0;
let latest: i64 = -1;

/** The service of the row before, and what the instant of it began and ended with. */
let before: u32 = 0;
let dateHour: u64 = 0;
let minutePart: u64 = 0;
let minuteSecond: i64 = 0;
let suffixLength: u32 = 0;
let suffixHead: u32 = 0;
let suffixTail: u32 = 0;
let isMinuteKnown: bool = false;

/**
 * Lays the memory out.
 *
 * @param inputBytes room for one chunk of the file, its rest of a row included
 * @param placeRoom locations that a service can have; 1 where the file has no such column
 * @returns the address behind everything
 */
export function plan(
  inputBytes: u32,
  servicesInAll: u32,
  nameBytes: u32,
  placeRoom: u32,
  zonePieces: u32,
  runsAtOnce: u32,
): u32 {
  serviceCount = servicesInAll;
  placeLimit = placeRoom;
  zoneCount = zonePieces;
  runRoom = runsAtOnce;
  let size: u32 = 64;
  while (size < servicesInAll * 4) size <<= 1;
  slotMask = size - 1;
  input = 65536;
  services = (input + inputBytes + 64) & ~(<usize>63);
  slots = services + (<usize>servicesInAll) * SERVICE + nameBytes + 64;
  slots = (slots + 63) & ~(<usize>63);
  series = slots + ((<usize>size) << 2);
  places = series + (<usize>servicesInAll) * placeRoom * SERIES;
  zone = places + (<usize>placeRoom) * (NAME_ROOM + 8);
  zone = (zone + 63) & ~(<usize>63);
  runs = zone + (<usize>zonePieces) * 24;
  const end = runs + (<usize>runsAtOnce) * RUN + 65536;
  const pages = <i32>((end + 65535) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return <u32>end;
}

export function inputAt(): u32 {
  return <u32>input;
}
export function namesAt(): u32 {
  return <u32>(services + (<usize>serviceCount) * SERVICE);
}
export function zoneAt(): u32 {
  return <u32>zone;
}
export function runsAt(): u32 {
  return <u32>runs;
}
export function runsFound(): u32 {
  return runCount;
}
export function placesAt(): u32 {
  return <u32>places;
}
export function placesFound(): u32 {
  return placeCount;
}
export function counted(which: u32): f64 {
  if (which == 0) return <f64>rows;
  if (which == 1) return <f64>unknownRows;
  return <f64>latest;
}
export function refused(): u32 {
  return refusal;
}
/** Whether a row of the service was not later than the one before it. */
export function isOdd(service: u32): bool {
  for (let place: u32 = 0; place < placeLimit; place++) {
    if (load<u32>(seriesOf(service, place), 20) != 0) return true;
  }
  return false;
}
export function forgetRuns(): void {
  runCount = 0;
}

/** Where the columns stand that are read; `location` is `columns` where there is none. */
export function setColumns(columns: u32, service: u32, instant: u32, state: u32, location: u32): void {
  columnCount = columns;
  serviceColumn = service;
  instantColumn = instant;
  stateColumn = state;
  placeColumn = location;
  if (location >= columns) {
    placeCount = 1;
    store<u32>(places, 0);
  }
}

/** A service whose name stands at `offset` of the names: its number is the order of these calls. */
export function setService(index: u32, offset: u32, length: u32, gap: u32): void {
  const entry = services + (<usize>index) * SERVICE;
  const name = services + (<usize>serviceCount) * SERVICE + offset;
  store<u32>(entry, <u32>name);
  store<u32>(entry, length, 4);
  store<u32>(entry, index + 1 < serviceCount ? index + 1 : 0, 8);
  store<u32>(entry, gap, 12);
  let slot = hash(name, length) & slotMask;
  while (load<u32>(slots + ((<usize>slot) << 2)) != 0) slot = (slot + 1) & slotMask;
  store<u32>(slots + ((<usize>slot) << 2), index + 1);
  for (let place: u32 = 0; place < placeLimit; place++) store<u32>(seriesOf(index, place), NO_STATE, 16);
}

/**
 * Reads whole rows from the input.
 *
 * @param length bytes of the input, which end with a line end (or with the file)
 * @param from where to go on after the runs were taken away
 * @returns bytes read; fewer than `length` where there is no room for more runs, or at a refusal
 */
export function feed(from: u32, length: u32): u32 {
  let at = input + from;
  const end = input + length;
  while (at < end) {
    if (runCount + 1 >= runRoom) break;
    const next = row(at, end);
    if (next == 0) break;
    at = next;
  }
  return <u32>(at - input);
}

/** Ends the runs that are still open. @returns the series to go on with, the number of all series when done. */
export function finish(from: u32): u32 {
  const all = serviceCount * placeLimit;
  let index = from;
  for (; index < all && runCount + 1 < runRoom; index++) {
    const entry = series + (<usize>index) * SERIES;
    if (load<u32>(entry, 16) != NO_STATE) emit(entry, index);
  }
  return index;
}

function row(start: usize, end: usize): usize {
  let at = start;
  const first = <u32>load<u8>(at);
  // A blank line is no row.
  if (first == LF) return at + 1;
  if (first == CR && at + 1 < end && <u32>load<u8>(at, 1) == LF) return at + 2;

  let service: u32 = 0;
  let place: u32 = 0;
  let state: u32 = NO_STATE;
  let second: i64 = -1;
  for (let column: u32 = 0; column < columnCount; column++) {
    let from = at;
    let until: usize = 0;
    if (column == instantColumn) {
      second = likeBefore(at, end);
      if (second >= 0) until = at + 19 + suffixLength;
    } else if (column == serviceColumn) {
      const guess = load<u32>(services + (<usize>before) * SERVICE, 8);
      const entry = services + (<usize>guess) * SERVICE;
      const size = load<u32>(entry, 4);
      if (at + size < end && isSame(at, load<u32>(entry), size) && isEnd(<u32>load<u8>(at + size))) {
        service = guess + 1;
        until = at + size;
      }
    }
    let after: usize = 0;
    if (until == 0) {
      if (<u32>load<u8>(at) == QUOTE) {
        from = at + 1;
        until = from;
        while (until < end && <u32>load<u8>(until) != QUOTE && <u32>load<u8>(until) != LF) until++;
        if (until >= end || <u32>load<u8>(until) != QUOTE) return refuse(Refusal.quotes);
        after = until + 1;
        if (after < end && !isEnd(<u32>load<u8>(after))) return refuse(Refusal.quotes);
      } else {
        until = at;
        while (until < end) {
          const byte = <u32>load<u8>(until);
          if (isEnd(byte)) break;
          if (byte == QUOTE) return refuse(Refusal.quotes);
          until++;
        }
        after = until;
      }
      if (column == instantColumn) second = instantOf(from, until);
      else if (column == serviceColumn) service = serviceOf(from, until);
      else if (column == stateColumn) state = stateOf(from, until);
      else if (column == placeColumn) {
        place = placeOf(from, until);
        if (place == NO_STATE) return refuse(Refusal.locations);
      }
    } else after = until;
    at = after;
    const isLast = column + 1 == columnCount;
    if (at >= end) {
      if (!isLast) return refuse(Refusal.columns);
      break;
    }
    const byte = <u32>load<u8>(at);
    if (isLast) {
      if (byte == LF) at += 1;
      else if (byte == CR && at + 1 < end && <u32>load<u8>(at, 1) == LF) at += 2;
      else if (byte == CR && at + 1 >= end) at += 1;
      else return refuse(Refusal.columns);
    } else {
      if (byte != COMMA) return refuse(Refusal.columns);
      at += 1;
      // The last column may be empty at the very end of the file.
      if (at >= end && column + 2 < columnCount) return refuse(Refusal.columns);
    }
  }
  if (service == 0) {
    unknownRows++;
    return at;
  }
  if (service == NO_NAME) return refuse(Refusal.service);
  if (second < 0) return refuse(Refusal.instant);
  if (state == NO_STATE) return refuse(Refusal.state);
  before = service - 1;
  add(service - 1, place, second, state);
  return at;
}

/** One sample of a series: the run goes on, or ends and another begins. */
function add(service: u32, place: u32, second: i64, state: u32): void {
  rows++;
  if (second > latest) latest = second;
  const index = service * placeLimit + place;
  const entry = series + (<usize>index) * SERIES;
  const known = load<u32>(entry, 16);
  if (known != NO_STATE) {
    const last = load<i64>(entry, 8);
    if (second <= last) {
      store<u32>(entry, 1, 20);
      return;
    }
    const gap = <i64>load<u32>(services + (<usize>service) * SERVICE, 12);
    if (state == known && second - last <= gap) {
      store<i64>(entry, second, 8);
      store<u32>(entry, load<u32>(entry, 24) + 1, 24);
      return;
    }
    emit(entry, index);
  }
  store<i64>(entry, second);
  store<i64>(entry, second, 8);
  store<u32>(entry, state, 16);
  store<u32>(entry, 1, 24);
}

function emit(entry: usize, index: u32): void {
  const run = runs + (<usize>runCount) * RUN;
  store<i64>(run, load<i64>(entry));
  store<i64>(run, load<i64>(entry, 8), 8);
  store<u32>(run, load<u32>(entry, 24), 16);
  store<u32>(run, index, 20);
  store<u32>(run, load<u32>(entry, 16), 24);
  runCount++;
}

@inline
function seriesOf(service: u32, place: u32): usize {
  return series + (<usize>(service * placeLimit + place)) * SERIES;
}

function refuse(why: u32): usize {
  refusal = why;
  return 0;
}

@inline
function isEnd(byte: u32): bool {
  return byte == COMMA || byte == LF || byte == CR;
}

@inline
function isSame(one: usize, other: usize, length: u32): bool {
  let at: usize = 0;
  while (at + 8 <= <usize>length) {
    if (load<u64>(one + at) != load<u64>(other + at)) return false;
    at += 8;
  }
  while (at < <usize>length) {
    if (load<u8>(one + at) != load<u8>(other + at)) return false;
    at++;
  }
  return true;
}

@inline
function hash(at: usize, length: u32): u32 {
  let value: u32 = 2166136261;
  for (let index: usize = 0; index < <usize>length; index++) value = (value ^ <u32>load<u8>(at + index)) * 16777619;
  return value ^ (value >> 15);
}

/** A service without a name: for SQL to say so. */
const NO_NAME: u32 = 0xffffffff;

/** The number of a service and 1; 0: not of the agreement. Spaces around a cell do not count, as in SQL. */
function serviceOf(from: usize, until: usize): u32 {
  while (from < until && <u32>load<u8>(from) == SPACE) from++;
  while (until > from && <u32>load<u8>(until - 1) == SPACE) until--;
  if (from == until) return NO_NAME;
  const length = <u32>(until - from);
  let slot = hash(from, length) & slotMask;
  while (true) {
    const found = load<u32>(slots + ((<usize>slot) << 2));
    if (found == 0) return 0;
    const entry = services + (<usize>(found - 1)) * SERVICE;
    if (load<u32>(entry, 4) == length && isSame(from, load<u32>(entry), length)) {
      store<u32>(services + (<usize>before) * SERVICE, found - 1, 8);
      return found;
    }
    slot = (slot + 1) & slotMask;
  }
}

function placeOf(from: usize, until: usize): u32 {
  while (from < until && <u32>load<u8>(from) == SPACE) from++;
  while (until > from && <u32>load<u8>(until - 1) == SPACE) until--;
  const length = <u32>(until - from);
  for (let index: u32 = 0; index < placeCount; index++) {
    const entry = places + (<usize>index) * (NAME_ROOM + 8);
    if (load<u32>(entry) == length && isSame(from, entry + 8, length)) return index;
  }
  if (placeCount >= placeLimit || length > <u32>NAME_ROOM) return NO_STATE;
  const entry = places + (<usize>placeCount) * (NAME_ROOM + 8);
  store<u32>(entry, length);
  memory.copy(entry + 8, from, length);
  placeCount++;
  return placeCount - 1;
}

/** unknown 0, up 1, down 2: of two states of one second the higher counts. */
function stateOf(from: usize, until: usize): u32 {
  while (from < until && <u32>load<u8>(from) == SPACE) from++;
  while (until > from && <u32>load<u8>(until - 1) == SPACE) until--;
  const length = until - from;
  if (length == 2) {
    const word = <u32>load<u16>(from) | 0x2020;
    return word == 0x7075 ? 1 : NO_STATE;
  }
  if (length == 4) return (load<u32>(from) | 0x20202020) == 0x6e776f64 ? 2 : NO_STATE;
  if (length == 7) {
    const isUnknown =
      (load<u32>(from) | 0x20202020) == 0x6e6b6e75 && (load<u32>(from + 3) | 0x20202020) == 0x6e776f6e;
    return isUnknown ? 0 : NO_STATE;
  }
  return NO_STATE;
}

/** The second of an instant that begins and ends as the one before: same minute, same offset. -1: it does not. */
@inline
function likeBefore(at: usize, end: usize): i64 {
  if (!isMinuteKnown || at + 26 > end) return -1;
  if (load<u64>(at) != dateHour || load<u64>(at, 8) != minutePart || <u32>load<u8>(at, 16) != 0x3a) return -1;
  if (!isEnd(<u32>load<u8>(at + 19 + suffixLength))) return -1;
  if (suffixLength == 6) {
    if (load<u32>(at, 19) != suffixHead || <u32>load<u16>(at, 23) != suffixTail) return -1;
  } else if (suffixLength == 1) {
    if (<u32>load<u8>(at, 19) != suffixHead) return -1;
  }
  const tens = <u32>load<u8>(at, 17) - 48;
  const ones = <u32>load<u8>(at, 18) - 48;
  if (tens > 5 || ones > 9) return -1;
  return minuteSecond + <i64>(tens * 10 + ones);
}

/** `2026-10-01T00:00:00[.000]`, with `Z`, `+09:00`, `+0900`, `+09` or, where a zone is named, nothing behind it. */
function instantOf(from: usize, until: usize): i64 {
  while (from < until && <u32>load<u8>(from) == SPACE) from++;
  while (until > from && <u32>load<u8>(until - 1) == SPACE) until--;
  if (until - from < 19) return -1;
  const year = two(from) * 100 + two(from + 2);
  const month = two(from + 5);
  const day = two(from + 8);
  const hour = two(from + 11);
  const minute = two(from + 14);
  const between = <u32>load<u8>(from, 10);
  const isShaped =
    <u32>load<u8>(from, 4) == 0x2d &&
    <u32>load<u8>(from, 7) == 0x2d &&
    (between == 0x54 || between == SPACE) &&
    <u32>load<u8>(from, 13) == 0x3a &&
    <u32>load<u8>(from, 16) == 0x3a;
  if (!isShaped || year < 1970 || year > 2174 || month < 1 || month > 12 || hour > 23 || minute > 59) return -1;
  if (day < 1 || day > daysOf(year, month)) return -1;
  let at = from + 16;
  const second = two(at + 1);
  if (second < 0 || second > 59) return -1;
  at += 3;
  if (at < until && <u32>load<u8>(at) == 0x2e) {
    const dot = at;
    at++;
    while (at < until && <u32>load<u8>(at) - 48 < 10) at++;
    // DuckDB reads up to nine digits of a fraction; others are for it to judge.
    if (at == dot + 1 || at - dot > 7) return -1;
  }
  const wall = daysSince1970(year, month, day) * 86400 + <i64>(hour * 3600 + minute * 60);
  const left = <u32>(until - at);
  const offset = offsetOf(at, left, wall + <i64>second);
  if (offset == NO_OFFSET) return -1;
  const result = wall + <i64>second - <i64>offset;
  if (result < 0 || result >= END_OF_TIME) return -1;
  if (at == from + 19 && (left == 1 || left == 6)) remember(from, wall - <i64>offset, left);
  return result;
}

function remember(from: usize, second: i64, length: u32): void {
  isMinuteKnown = true;
  dateHour = load<u64>(from);
  minutePart = load<u64>(from, 8);
  minuteSecond = second;
  suffixLength = length;
  suffixHead = length == 6 ? load<u32>(from, 19) : <u32>load<u8>(from, 19);
  suffixTail = length == 6 ? <u32>load<u16>(from, 23) : 0;
}

const NO_OFFSET: i32 = 0x7fffffff;

function offsetOf(at: usize, left: u32, wall: i64): i32 {
  if (left == 0) return offsetInZone(wall);
  const sign = <u32>load<u8>(at);
  if (left == 1) return sign == 0x5a ? 0 : NO_OFFSET;
  if (sign != 0x2b && sign != 0x2d) return NO_OFFSET;
  const hours = two(at + 1);
  let minutes: i32 = 0;
  if (left == 6) {
    if (<u32>load<u8>(at, 3) != 0x3a) return NO_OFFSET;
    minutes = two(at + 4);
  } else if (left == 5) minutes = two(at + 3);
  else if (left != 3) return NO_OFFSET;
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return NO_OFFSET;
  const offset = hours * 3600 + minutes * 60;
  return sign == 0x2d ? -offset : offset;
}

let piece: u32 = 0;

/** The zone's offset at a wall clock; none where the clocks skip it or show it twice, and where no zone is named. */
function offsetInZone(wall: i64): i32 {
  if (zoneCount == 0) return NO_OFFSET;
  let entry = zone + (<usize>piece) * 24;
  if (wall < load<i64>(entry) || wall >= load<i64>(entry, 8)) {
    piece = 0;
    while (piece < zoneCount) {
      entry = zone + (<usize>piece) * 24;
      if (wall >= load<i64>(entry) && wall < load<i64>(entry, 8)) break;
      piece++;
    }
    if (piece >= zoneCount) {
      piece = 0;
      return NO_OFFSET;
    }
  }
  return load<i32>(entry, 16);
}

/** Two digits; below zero where one is none. */
@inline
function two(at: usize): i32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at, 1) - 48;
  return tens > 9 || ones > 9 ? -100000 : <i32>(tens * 10 + ones);
}

function daysOf(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Days of the Gregorian calendar since 1970-01-01 (Howard Hinnant's days_from_civil). */
function daysSince1970(year: i32, month: i32, day: i32): i64 {
  const shifted = month <= 2 ? year - 1 : year;
  const era = shifted / 400;
  const ofEra = shifted - era * 400;
  const ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const days = era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
  return <i64>days;
}
