import type { Network } from '../domain/report.ts';

/** When it happened: null stands for now. `day` is 0 for today, -1 for yesterday. */
export interface When {
  readonly day: 0 | -1;
  readonly part: 'night' | 'morning' | 'afternoon' | 'evening' | null;
}

/** What one part of a sentence says of working and of a VPN. */
export interface Clause {
  readonly status: 'down' | 'ok' | null;
  readonly vpn: 'on' | 'off' | null;
  /** "Only with a VPN", "needs a VPN". */
  readonly onlyVpn: boolean;
  /** "Even with a VPN". */
  readonly evenVpn: boolean;
}

const VPN = '(?:vpn|впн|впном|впна|впне|випиэн|вэпээн|прокси|proxy|обход\\p{L}*|сервис\\p{L}* из трех букв)';
const rule = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'u');

const ONLY_VPN = rule(
  `(?:только|лишь|исключительно) (?:с|со|через|под|по|из под|при)? ?${VPN}|нуж\\p{L}* ${VPN}|требу\\p{L}* ${VPN}|` +
    `only (?:with|via|through|over|on|by) (?:a |the )?${VPN}|needs? (?:a )?${VPN}|requires? (?:a )?${VPN}|${VPN} (?:only|needed|required)`,
);
const EVEN_VPN = rule(
  `(?:даже|и) (?:с|со|через|под) ${VPN}|(?:not )?even (?:with|via|through|over) (?:a |the )?${VPN}|${VPN} не (?:помога\\p{L}*|спаса\\p{L}*)|${VPN} (?:doesnt|does not) help`,
);
const VPN_OFF = rule(`без ${VPN}|${VPN} (?:выключен\\p{L}*|off)|(?:without|no|w o) (?:a |the |any )?${VPN}`);
const VPN_ON = rule(
  `(?:с|со|через|под|по|из под|включил\\p{L}*) ${VPN}|${VPN} (?:включен\\p{L}*|on)|(?:with|via|through|over|using|on) (?:a |the |my )?${VPN}`,
);
const ANY_VPN = rule(VPN);

const DOWN = rule(
  'не (?:работа\\p{L}*|раб|пашет|пашут|фурычит|фурычат|робит|ворк\\p{L}*|идет|идут|открыва\\p{L}*|грузи\\p{L}*|включа\\p{L}*|пускает|доступ\\p{L}*|але|ок|могу|получается)|' +
    'не проход\\p{L}*|не доход\\p{L}*|неработает|нерабочий|леж\\p{L}+|лег|легла|легло|упал|упала|упало|сдох\\p{L}*|умер\\p{L}*|мертв\\p{L}*|сломал\\p{L}*|отвалил\\p{L}*|накрыл\\p{L}*|' +
    'недоступ\\p{L}*|заблокир\\p{L}*|заблочи\\p{L}*|блокир\\p{L}*|блок|глух\\p{L}*|нет|никак|ничего не|пропал\\p{L}*|отрубил\\p{L}*|выруби\\p{L}*|глушат|глушилк\\p{L}*|' +
    'not working|not work|(?:doesnt|does not|dont|do not|isnt|is not|aint|wont|cant|cannot) (?:work|working|open|load|connect|send)|stopped working|' +
    'down|broken|dead|blocked|fails?|failing|offline|unavailable|nothing works|rabotaet ne|ne rabotaet|ne rabotayet|lezhit|nope',
);
const OK = rule(
  'работа(?:ет|ют|ло|л|ла|ющий)|заработа\\p{L}*|пашет|пашут|ок|окей|оке|норм|норма|нормально|нормас|нормуль|хорошо|отлично|летает|летают|ожил\\p{L}*|' +
    'все в порядке|порядок|без проблем|проблем нет|живой|жив|жива|открыва(?:ется|ются)|грузит(?:ся)?|грузят(?:ся)?|есть|восстанови\\p{L}*|починил\\p{L}*|стабильно|супер|' +
    'works?|working|ok|okay|fine|good|great|up|alive|all good|no problems?|no issues?|back|online|rabotaet|rabotayet|norm',
);
const EXCEPT = rule('кроме|за исключением|except|apart from|everything but|all but');
const NO_PROBLEM = rule('без проблем|проблем нет|нет проблем|no problems?|no issues?');

const FIXED = rule(
  'домашн\\p{L}*|вай ?фа\\p{L}*|wi fi|wifi|проводн\\p{L}*|оптик\\p{L}*|home internet|broadband|fiber|fixed',
);
const MOBILE = rule('мобильн\\p{L}*|сотов\\p{L}*|lte|4g|3g|5g|лте|с телефона|симк\\p{L}*|mobile|cellular');
const TOLD = rule(
  '(?:у|моей|моих|моего|из) (?:мам\\p{L}*|пап\\p{L}*|родител\\p{L}*|бабушк\\p{L}*|дедушк\\p{L}*|брат\\p{L}*|сестр\\p{L}*|друг\\p{L}*|друзей|подруг\\p{L}*|знаком\\p{L}*|коллег\\p{L}*|жен\\p{L}*|муж\\p{L}*|сын\\p{L}*|доч\\p{L}*|тет\\p{L}*|дяд\\p{L}*|родн\\p{L}*|родственник\\p{L}*)|' +
    '(?:мама|папа|родители|бабушка|дедушка|брат|сестра|друг|друзья|подруга|знакомые|коллега) (?:в|из|говорит|пишет|сообщает|жалуется|говорят|пишут)|' +
    '(?:my|our) (?:mom|mum|mother|dad|father|parents|grand\\p{L}*|brother|sister|friends?|colleagues?|wife|husband|son|daughter|aunt|uncle|relatives?)',
);
const YESTERDAY = rule('вчера|yesterday|last night|vchera');
const PARTS: readonly (readonly [NonNullable<When['part']>, RegExp])[] = [
  ['morning', rule('утром|this morning|yesterday morning|in the morning')],
  ['afternoon', rule('днем|в обед|afternoon|at noon')],
  ['evening', rule('вечером|evening')],
  ['night', rule('ночью|last night|at night')],
];
const QUESTION = rule(
  'у кого|кто нибудь|кто то|как|почему|зачем|когда|сколько|какой|какая|какие|что делать|что с|подскажите|посоветуйте|помогите|есть ли|работает ли|ли|' +
    'why|how|when|what|which|who|anyone|anybody|does|is it|can someone|any ideas',
);
const ADVERT =
  /https?:|www\.|t\.me|@\w|\bкуп(?:и|ить|лю)\b|прода(?:м|ю)|скидк|подпис|промокод|заказ|buy|sale|discount|subscribe|promo/iu;
const PLAN = rule(
  'напиш\\p{L}*|пиши\\p{L}*|скин\\p{L}*|скидыва\\p{L}*|перейд\\p{L}*|переход\\p{L}*|установ\\p{L}*|скача\\p{L}*|созвон\\p{L}*|увид\\p{L}*|завтра|планир\\p{L}*|будет|будут|хочу|write me|text me|call me|message me|contact|tomorrow|will|install|download',
);

/** What a text says beside the names in it. Words are joined by one space, lower case. */
export function readClause(words: string): Clause {
  const onlyVpn = ONLY_VPN.test(words);
  const evenVpn = EVEN_VPN.test(words);
  const off = VPN_OFF.test(words);
  const vpn = off ? 'off' : VPN_ON.test(words) ? 'on' : null;
  return { status: statusOf(words), vpn, onlyVpn, evenVpn };
}

function statusOf(words: string): Clause['status'] {
  if (NO_PROBLEM.test(words)) return 'ok';
  if (DOWN.test(words)) return 'down';
  return OK.test(words) ? 'ok' : null;
}

/** @returns the parts of a sentence that may say different things: "without it no, with it yes". */
export function clausesOf(text: string): string[] {
  return text
    .split(/[,;.!\n]|\s(?:но|а|зато|однако|but|and with|while)\s/iu)
    .filter((part) => part.trim() !== '');
}

export function networkOf(words: string): Network | null {
  const fixed = FIXED.test(words);
  return fixed === MOBILE.test(words) ? null : fixed ? 'fixed' : 'mobile';
}

export function isTold(words: string): boolean {
  return TOLD.test(words);
}

export function whenOf(words: string): When | null {
  const day = YESTERDAY.test(words) ? -1 : 0;
  const part = PARTS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
  return day === 0 && part === null ? null : { day, part };
}

/** Whether all is well but for what is named: "everything but calls works". */
export function namesException(words: string): boolean {
  return EXCEPT.test(words);
}

/** Whether the words speak of a VPN at all. */
export function namesVpn(words: string): boolean {
  return ANY_VPN.test(words);
}

/** Questions, adverts and arrangements are no reports, whatever they name. */
export function isOtherTalk(text: string, words: string): boolean {
  return text.includes('?') || QUESTION.test(words) || ADVERT.test(text) || PLAN.test(words);
}

/** Words that say something to the reader although they name nothing. */
export function explains(word: string): boolean {
  return (
    SMALL_WORDS.has(word) ||
    [ANY_VPN, DOWN, OK, FIXED, MOBILE, YESTERDAY].some((pattern) => pattern.test(word))
  );
}

/** Words that are in every sentence. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  (
    'в во на у с со и а но не ни же ли от из за по под до для к ко о об при все всё это этот эта там тут здесь сейчас сегодня вчера утром днем вечером ночью ' +
    'только даже еще ещё уже опять снова вообще совсем очень мой моя мои меня мне нас нам город городе области область край крае республика республике ' +
    'интернет связь сеть оператор мессенджер приложение у мамы папы родителей друга прием всем привет я мы он она они как так то что нормально ' +
    'in at on the a an my is are it its i we with without for of from and or but not now today yesterday morning evening night only even still again very region oblast city internet network'
  ).split(' '),
);
