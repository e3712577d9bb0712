/**
 * `sla whatif`: what another agreement would have said of data that are loaded.
 */
import { asOf, command, lang, oneOf, optional, quiet, repeated, required, workspace } from './command.ts';
import { runRequest } from './requests.ts';

export const whatif = command({
  name: 'whatif',
  summary: 'say what another agreement would have made of the same data; nothing is written',
  help: 'For example: sla whatif 2025-11..2026-10 --set availability.target=99.95 --set policies.business_day=business-hours',
  arguments: { period: required('<period>', 'month, quarter, or a span of them: 2025-11..2026-10') },
  options: {
    workspace,
    set: repeated(
      '<key=value>',
      'a key of contract.yaml and another value for it, in all terms; may be given several times',
    ),
    contract: optional('<file>', 'another agreement of the same client'),
    held: optional('<key>', 'which value every period would have held, by service: availability.target'),
    asOf,
    lang,
    quiet,
    format: oneOf('<format>', 'how', ['text', 'json'], 'text'),
  },
  run: async (given, { now, write, withProgress }) => {
    const [{ readContract }, { agreementOf, agreementWith }, { askHeld, askWhatIf }, texts, { requireOneQuestion }] =
      await Promise.all([
        import('../contract/readContract.ts'),
        import('../whatif/agreementWith.ts'),
        import('../whatif/askWhatIf.ts'),
        import('../../templates/whatif.ts'),
        import('../whatif/requireOneQuestion.ts'),
      ]);
    requireOneQuestion(given);
    const own = readContract(given.workspace);
    const language = given.lang ?? own.language;
    const asked = { ...(await runRequest(given, now)), period: given.period, own };
    const print = <Answer>(answer: Answer, text: (answer: Answer) => string) =>
      write(given.format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : text(answer));
    if (given.held !== null) {
      const held = await withProgress((progress) => askHeld({ ...asked, progress }));
      print(held, (answer) => texts.heldText(answer, own, language));
      return 0;
    }
    const other =
      given.contract === null
        ? agreementWith(given.workspace, given.set)
        : agreementOf(given.workspace, given.contract);
    const said = given.contract === null ? given.set : [given.contract];
    const found = await withProgress((progress) => askWhatIf({ ...asked, progress }, other, said));
    print(found, (answer) => texts.whatIfText(answer, own, language));
    return 0;
  },
});
