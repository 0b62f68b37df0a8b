// The codelists of the Open Fibre Data Standard 0.3: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/codelists.html
import { type Text, verbatim } from '@stadtlage/imports';
import { say } from '../../import-phrases.js';

/** What a field may say. An open list may be gone beyond where no code of it fits; a closed one may not. */
export interface Codelist {
  name: string;
  open: boolean;
  has(code: string): boolean;
  /** Some of its codes, for a message. */
  examples: Text;
}

function list(name: string, open: boolean, codes: string): Codelist {
  const known = codes.trim().split(/\s+/);
  const set = new Set(known);
  const examples =
    known.length > 12
      ? say('{codes} and {count} others', { codes: known.slice(0, 3).join(', '), count: known.length - 3 })
      : verbatim(known.join(', '));
  return { name, open, has: (code) => set.has(code), examples };
}

/** A list that follows another standard, of which only the form is checked. */
function form(name: string, pattern: RegExp, examples: string): Codelist {
  return { name, open: true, has: (code) => pattern.test(code), examples: verbatim(examples) };
}

const STATUS = 'proposed planned underConstruction operational decommissioned inactive';

// ISO 3166-1 with XK for Kosovo.
const COUNTRIES = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI
  CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ
  GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
  LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG
  PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK
  TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`;

// ISO 4217, with what is no longer in use.
const CURRENCIES = `
  ADP AED AFA AFN ALK ALL AMD ANG AOA AOK AON AOR ARA ARP ARS ARY ATS AUD AWG AYM AZM AZN BAD BAM BBD BDT BEC BEF BEL BGJ BGK BGL BGN
  BHD BIF BMD BND BOB BOP BOV BRB BRC BRE BRL BRN BRR BSD BTN BUK BWP BYB BYN BYR BZD CAD CDF CHC CHE CHF CHW CLF CLP CNY COP COU CRC
  CSD CSJ CSK CUC CUP CVE CYP CZK DDM DEM DJF DKK DOP DZD ECS ECV EEK EGP ERN ESA ESB ESP ETB EUR FIM FJD FKP FRF GBP GEK GEL GHC GHP
  GHS GIP GMD GNE GNF GNS GQE GRD GTQ GWE GWP GYD HKD HNL HRD HRK HTG HUF IDR IEP ILP ILR ILS INR IQD IRR ISJ ISK ITL JMD JOD JPY KES
  KGS KHR KMF KPW KRW KWD KYD KZT LAJ LAK LBP LKR LRD LSL LSM LTL LTT LUC LUF LUL LVL LVR LYD MAD MDL MGA MGF MKD MLF MMK MNT MOP MRO
  MRU MTL MTP MUR MVQ MVR MWK MXN MXP MXV MYR MZE MZM MZN NAD NGN NIC NIO NLG NOK NPR NZD OMR PAB PEH PEI PEN PES PGK PHP PKR PLN PLZ
  PTE PYG QAR RHD ROK ROL RON RSD RUB RUR RWF SAR SBD SCR SDD SDG SDP SEK SGD SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SUR SVC SYP
  SZL THB TJR TJS TMM TMT TND TOP TPE TRL TRY TTD TWD TZS UAH UAK UGS UGW UGX USD USN USS UYI UYN UYP UYU UYW UZS VEB VED VEF VES VNC
  VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XEU XFO XFU XOF XPD XPF XPT XRE XSU XTS XUA XXX YDD YER YUD YUM YUN ZAL ZAR ZMK ZMW
  ZRN ZRZ ZWC ZWD ZWL ZWN ZWR`;

const tag = (name: string) => `tag:opentelecomdata.net,2022:${name}`;

export const CODELISTS = {
  nodeStatus: list('nodeStatus', false, STATUS),
  spanStatus: list('spanStatus', false, STATUS),
  transmissionMedium: list('transmissionMedium', false, 'fibre microwave copper coaxial'),
  deployment: list('deployment', false, 'aboveGround belowGround'),
  fibreType: list('fibreType', false, 'G.651.1 G.652 G.653 G.654 G.655 G.656 G.657'),
  country: list('country', false, COUNTRIES),
  currency: list('currency', false, CURRENCIES),
  nodeType: list(
    'nodeType',
    true,
    `dataCentre cableLanding pop tower ixp borderCrossing cabinet aggregationPoint exchange substation addDropSite repeaterSite`,
  ),
  nodeTechnologies: list('nodeTechnologies', true, 'mpls ip'),
  spanTechnologies: list('spanTechnologies', true, 'sdh dwdm tdm sonet'),
  organisationRole: list('organisationRole', true, 'physicalInfrastructureProvider networkProvider funder supplier'),
  contractType: list('contractType', true, 'ppp private public'),
  linkRelationType: list(
    'linkRelationType',
    true,
    ['describedby', ...['nodesAPI', 'nodesFile', 'spansAPI', 'spansFile'].map(tag)].join(' '),
  ),
  language: form('language', /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'de, en (BCP 47)'),
  mediaType: form('mediaType', /^([a-z]+\/[\w.+-]+|offline\/print)$/i, 'application/pdf'),
  organisationIdentifierScheme: form(
    'organisationIdentifierScheme',
    /^[A-Z]{2,3}(_[A-Z]+)?-[A-Z0-9_]+$/,
    'DE-CR (https://org-id.guide)',
  ),
} satisfies Record<string, Codelist>;

/** Where a network says that its nodes or its spans are published elsewhere. */
export const ELSEWHERE: Record<string, 'nodes' | 'spans'> = {
  [tag('nodesAPI')]: 'nodes',
  [tag('nodesFile')]: 'nodes',
  [tag('spansAPI')]: 'spans',
  [tag('spansFile')]: 'spans',
};
