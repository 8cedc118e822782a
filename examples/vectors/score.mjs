// A second scorer, in JavaScript: it reads conformance cases and says where it differs.
//
//     qualitygov vectors strong-town --as-of 2016-12-31 --out cases.json
//     node examples/vectors/score.mjs cases.json
//
// The plan of the file is all it knows of the rules. Days are ISO text, which sorts as days do.

import { readFileSync } from "node:fs";

const before = (day, term) => {
  // Whether `later` lies within a term is asked as key(later) <= key(start) + 32 * months.
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() - term.days);
  return moved.toISOString().slice(0, 10);
};
const key = (day) => {
  const [year, month, number] = day.split("-").map(Number);
  return (year * 12 + month) * 32 + number;
};
const within = (start, later, term) => key(before(later, term)) <= key(start) + 32 * term.months;
const least = (one, other) => (one < other ? one : other);

class Scorer {
  constructor({ plan, as_of, known_at }) {
    Object.assign(this, { plan, asOf: as_of, knownAt: known_at, horizon: least(as_of, known_at) });
    this.kinds = new Map(plan.kinds.map((kind) => [kind.kind, kind]));
  }

  counts(record) {
    const ended = record.valid_until !== undefined && record.valid_until < this.asOf;
    return !ended && this.countsOrEnded(record);
  }

  countsOrEnded(record) {
    const until = (name, day) => record[name] !== undefined && record[name] <= day;
    if (record.known_on > this.knownAt || record.decided_on > this.asOf) return false;
    if (until("revoked_on", this.knownAt) || until("dropped_on", this.knownAt)) return false;
    if (record.proposed_by !== undefined && !until("confirmed_on", this.knownAt)) return false;
    if (until("repaired_on", this.horizon)) return false;
    const ends = this.plan.removal_ends.includes(record.kind);
    if (ends && until("removed_on", this.horizon)) return false;
    const stayed = until("stayed_on", this.horizon);
    return !(stayed && !until("appeal_ended_on", this.horizon));
  }

  cellOf(record) {
    const act = record.happened_on;
    const cell = this.plan.cells.find(
      (one) =>
        one.kind === record.kind &&
        one.severity === record.severity &&
        one.acts_from <= act &&
        act <= one.acts_to,
    );
    if (cell === undefined || cell.days.length === 0) return null;
    const low = record.measure === undefined || record.measure < cell.least;
    if (cell.least !== null && low) return null;
    const found = record.found_on ?? record.decided_on;
    return cell.bars.every((bar) => within(act, found, bar)) ? cell : null;
  }

  covered(standing) {
    // What ended by time still covers: only a repair or a revocation brings another back.
    const matters = new Map();
    for (const one of standing) {
      const { matter } = one.record;
      if (matter === undefined || one.kind.merit) continue;
      matters.set(matter, [...(matters.get(matter) ?? []), one]);
    }
    const order = (one, other) =>
      other.cell.gravity - one.cell.gravity ||
      one.record.happened_on.localeCompare(other.record.happened_on) ||
      (one.record.id < other.record.id ? -1 : 1);
    const under = [...matters.values()].flatMap((own) => own.toSorted(order).slice(1));
    return new Set(under.map(({ record }) => record.id));
  }

  near(repeat, earlier, later) {
    if (repeat.term === null) return earlier.slice(0, 4) === later.slice(0, 4);
    return within(earlier, later, repeat.term);
  }

  repeated(repeat, own, live) {
    const again = new Set();
    const series = new Map();
    for (const { record, day } of own) {
      const without = repeat.same_category && record.category === undefined;
      if (!repeat.severities.includes(record.severity) || without) continue;
      const name = repeat.same_category ? record.category : "";
      const days = series.get(name) ?? [];
      series.set(name, days);
      const last = days.at(-1);
      days.push(day);
      if (last === undefined || !this.near(repeat, last, day)) continue;
      if (this.exposed(repeat, day, days, live)) again.add(record.id);
    }
    return again;
  }

  exposed(repeat, day, days, live) {
    if (repeat.more_than === null) return true;
    const [above, below] = repeat.more_than;
    const bad = days.filter((one) => this.near(repeat, one, day)).length;
    const every = live.filter(
      (one) =>
        repeat.among.includes(one.record.kind) && one.day <= day && this.near(repeat, one.day, day),
    ).length;
    return bad * below > above * every;
  }

  weights(kind, live, under) {
    const own = live
      .filter(({ record }) => record.kind === kind.kind && !under.has(record.id))
      .toSorted((a, b) => a.day.localeCompare(b.day) || (a.record.id < b.record.id ? -1 : 1));
    const again = kind.repeats.map((repeat) => this.repeated(repeat, own, live));
    return own.flatMap(({ record, day, cell }) => {
      const at = cell.days.findIndex((first) => day >= first);
      if (at < 0) return [];
      const found = cell.paths.map((path) =>
        path.repeat !== null && again[path.repeat].has(record.id) ? path.repeated[at] : path.points[at],
      );
      return [Math.min(...found)];
    });
  }

  total(kind, weights, live) {
    const void_ = live.some(({ record, day }) => kind.unless.includes(record.kind) && day >= kind.since);
    if (weights.length < kind.fewest || void_) return 0;
    const sum = weights.reduce((one, other) => one + other, 0);
    const total = kind.highest ? Math.max(...weights) : sum;
    return kind.cap === null ? total : Math.min(total, kind.cap);
  }

  worst(live) {
    const places = live
      .filter(({ cell, day }) => day >= cell.days.at(-1))
      .map(({ record, cell }) => (record.heavier_penalty && cell.heavy !== null ? cell.heavy : cell.forced));
    return Math.max(0, ...places.filter((place) => place !== null));
  }

  score({ records, listed }) {
    const standing = records
      .filter((record) => this.countsOrEnded(record))
      .map((record) => ({
        record,
        cell: this.cellOf(record),
        kind: this.kinds.get(record.kind),
        day: record[this.plan.counts_from],
      }))
      .filter(({ cell }) => cell !== null);
    const live = standing.filter(({ record }) => this.counts(record));
    const under = this.covered(standing);
    let [deductions, merits, counted] = [0, 0, 0];
    for (const kind of this.plan.kinds) {
      const weights = this.weights(kind, live, under);
      counted += weights.length;
      if (weights.length === 0) continue;
      const total = this.total(kind, weights, live);
      if (kind.merit) merits += total;
      else deductions -= total;
    }
    const { base, bonus_cap, ceiling, floor, grades, listed_grade } = this.plan;
    const bonus = listed ? 0 : Math.min(merits, bonus_cap);
    const score = Math.min(Math.max(base + deductions + bonus, floor), ceiling);
    const earned = grades.findIndex((grade) => score >= grade.low);
    const place = Math.max(
      earned < 0 ? grades.length - 1 : earned,
      listed ? listed_grade : 0,
      this.worst(live),
    );
    return { score, grade: grades[place].id, deductions, merits, bonus, counted };
  }
}

const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (vectors.format !== "qualitygov-vectors/1") throw new Error(`another format: ${vectors.format}`);
const scorer = new Scorer(vectors);
let wrong = 0;
for (const one of vectors.cases) {
  const found = scorer.score(one);
  const differs = Object.keys(one.expected).filter((name) => found[name] !== one.expected[name]);
  if (differs.length === 0) continue;
  wrong += 1;
  const told = differs.map((name) => `${name} is ${found[name]}, expected ${one.expected[name]}`);
  console.log(`${one.name}: ${told.join("; ")}`);
}
console.log(`${vectors.cases.length} cases, ${wrong} differ`);
process.exit(wrong === 0 ? 0 : 1);
