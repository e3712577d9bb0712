/** Words for the state of a monitored service, as logs and status tables write them. */
const up = `up|1|true|yes|ok|online|alive|healthy|operational|available|success|succeeded|pass|passed|running|reachable|green|good|normal|active|正常|稼働|稼働中|成功|復旧`;
const down = `down|0|false|no|critical|offline|dead|unhealthy|outage|major outage|unavailable|fail|failed|failure|error|timeout|unreachable|red|stopped|異常|停止|停止中|障害|失敗`;
const unknown = `unknown|n a|none|pending|paused|maintenance|不明|保守中|メンテナンス`;

const words = new Map<string, 'up' | 'down' | 'unknown'>();
for (const [state, list] of Object.entries({ up, down, unknown })) {
  for (const word of list.split('|')) words.set(word, state as 'up' | 'down' | 'unknown');
}

/** What a value says of the service, or null where that is not sure (a number of an HTTP answer, "degraded"). */
export function stateOf(value: string): 'up' | 'down' | 'unknown' | null {
  return (
    words.get(
      value
        .normalize('NFKC')
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_/-]+/g, ' '),
    ) ?? null
  );
}
