// What an event says, in the words of people: rows of [term, value] for each kind.

import { WHOLE_WEIGHT } from './form.mjs';

const KIND_WORDS = {
    'datanet.upload': 'Data was contributed',
    'model.register': 'A version of a model was registered',
    'policy.split': 'A rule was set for dividing income',
    inference: 'A model was asked',
    'reward.accrue': 'Earnings were divided',
    'issuer.conflict': 'An issuer signed two events under one number',
    'policy.method': 'A way to compute attribution was set',
    'reward.pay': 'Earnings were paid',
    correction: 'An earlier event was corrected',
    'dispute.open': 'Somebody objected to an event',
    'dispute.resolve': 'A dispute has ended',
    'key.rotate': 'A party goes on under another key',
    'key.revoke': 'A key signs no more',
    'erasure.notice': 'What an event commits to was erased',
    'index.root': 'The root of the index was logged',
    'sequencer.submit': 'A transaction was handed to a sequencer',
    'sequencer.observe': 'A transaction was seen in a block',
    'sequencer.equivocate': 'A sequencer signed two blocks at one height',
    'entry.forced': 'The next entry is no event, but bytes that were forced in on chain',
    'log.handover': 'The log goes on under other keys',
};

const USE_WORDS = {
    train: 'training',
    finetune: 'fine-tuning',
    rag: 'retrieval',
    eval: 'evaluation',
    redistribute: 'passing on',
};
const PERMISSION_WORDS = { allowed: 'allowed', notAllowed: 'not allowed', constrained: 'under conditions' };

/** A time that an issuer or a block claims, in UTC. */
export function timeWords(millis) {
    const time = new Date(Number(millis));
    return Number.isNaN(time.getTime())
        ? `${millis} ms after 1970`
        : time.toISOString().replace('T', ' ').replace(/(\.000)?Z$/, ' UTC');
}

function bytesWords(count) {
    return `${count.toLocaleString('en')} bytes`;
}

/** A weight as percent, cut after four digits so that nothing is rounded up. */
function shareWords(weight) {
    const millionths = (BigInt(weight) * 1_000_000n) / WHOLE_WEIGHT;
    return `${millionths / 10_000n}.${String(millionths % 10_000n).padStart(4, '0')} %`;
}

function amountWords(amount, token) {
    return `${amount} smallest units of ${token}`;
}

const BODY_ROWS = {
    'datanet.upload': (body) => [
        ['Contributor', body.get('contributor')],
        ['To be paid', body.get('payout')],
        ['Data', contentWords(body.get('content'))],
        ['What it is', body.get('upload_type')],
        ['License', `${body.get('license').get('spdx')}, ${body.get('license').get('evidence')}`],
        ['May be used for', [...body.get('use')].map(([use, may]) => `${USE_WORDS[use]}: ${PERMISSION_WORDS[may]}`).join(', ')],
        ['Source', body.get('source').get('kind')],
        ['Personal data', body.get('pii')],
    ],
    'model.register': (body) => [
        ['Model', `${body.get('model_id')}, version ${body.get('version')}`],
        ['Owner', body.get('owner')],
        ['Trained on', `${body.get('training').get('uploads_count')} uploads`],
        ['Files', (body.get('artifacts') ?? []).map((file) => file.get('path')).join(', ')],
    ],
    'policy.split': (body) => [
        ['Rule', `${body.get('policy_id')}, version ${body.get('version')}`],
        ['Token', body.get('token')],
        ['Shares', body.get('shares').map((share) => `${share.get('role')} ${share.get('ppm') / 10_000} %`).join(', ')],
        ['In force from', `entry ${body.get('effective_from')} on`],
    ],
    inference: (body) => [
        ['Outcome', body.get('outcome')],
        ['Model', body.get('model')],
        ['From, to', `${timeWords(body.get('started_at'))}, ${timeWords(body.get('finished_at'))}`],
        ['Tokens', `${body.get('tokens').get('in')} in, ${body.get('tokens').get('out')} out`],
        ['Fee', amountWords(body.get('fee').get('amount'), body.get('fee').get('token'))],
        ...attributionRows(body.get('attribution')),
    ],
    'reward.accrue': (body) => [
        ['Total', amountWords(body.get('total'), body.get('token'))],
        ['For', body.get('inference') ?? 'all inferences of a period'],
        ['Under the rule', body.get('policy')],
        ...body.get('lines').map((line) => [`${line.get('role')} gets`, `${line.get('amount')} to ${line.get('to')}`]),
    ],
    'issuer.conflict': (body) => [
        ['Who signed twice', body.get('subject')],
        ['Under number', body.get('subject_iseq')],
        ['First event', body.get('first')],
        ['Second event', body.get('second_id') ?? 'embedded, see the raw entry'],
    ],
    'policy.method': (body) => [
        ['Method', `${body.get('method_id')}, version ${body.get('version')}, ${body.get('family')}`],
        ['Repeated, it gives', determinismWords(body)],
        ['Code', body.get('code_digest')],
    ],
    'reward.pay': (body) => [
        ['To', body.get('to')],
        ['Amount', `${body.get('amount')} smallest units`],
        ['For', `${body.get('accruals').length} lines of accruals`],
        ['By transaction', `${body.get('settlement').get('tx')} on ${body.get('settlement').get('chain')}`],
        ['Which is, the payer says', body.get('settlement').get('status')],
    ],
    correction: (body) => [
        ['Wrong was', body.get('target')],
        ['In its', body.get('class')],
        ['In its place', body.get('replacement') ?? 'nothing'],
        ['Counts', body.get('effective') === 'retroactive' ? 'from the beginning' : 'from now on'],
        ...(body.get('delta') ?? []).map((change) => ['Difference', `${change.get('amount')} for ${change.get('to')}`]),
    ],
    'dispute.open': (body) => [
        ['In dispute', body.get('target')],
        ['Because', body.get('code')],
        ['It should have been', body.get('claim').get('expected')],
        ['Can be disputed until', timeWords(body.get('window_ends'))],
    ],
    'dispute.resolve': (body) => [
        ['Dispute', body.get('dispute')],
        ['Outcome', body.get('outcome')],
        ['Put right by', body.get('correction')],
    ],
    'key.rotate': (body) => [
        ['Was', body.get('old')],
        ['Is now', body.get('new')],
    ],
    'key.revoke': (body) => [
        ['Signs no more', body.get('revoked')],
        ['From', body.has('compromised_since') ? `entry ${body.get('compromised_since')} on` : 'this entry on'],
    ],
    'erasure.notice': (body) => [
        ['In event', body.get('target')],
        ['Erased', body.get('fields').join(', ')],
        ['By authority of', body.get('authority')],
        ['When', timeWords(body.get('at'))],
    ],
    'index.root': (body) => [
        ['Over the first', `${body.get('as_of').get('size')} entries`],
        ['Keys', body.get('key_count')],
        ['Root', body.get('root')],
    ],
    'sequencer.submit': (body) => [
        ['Transaction', `${body.get('tx')} on ${body.get('chain')}`],
        ['From', `${body.get('from')}, number ${body.get('nonce')}`],
        ['Through', `${body.get('via').length} endpoints`],
        ['When', timeWords(body.get('submitted_at'))],
        ['For event', body.get('event')],
    ],
    'sequencer.observe': (body) => [
        ['Transaction', `${body.get('tx')} on ${body.get('chain')}`],
        ['In block', `${body.get('block')}, at place ${body.get('index')}`],
        ['First seen', timeWords(body.get('first_seen_at'))],
    ],
    'sequencer.equivocate': (body) => [
        ['Chain', body.get('chain')],
        ['Height', body.get('height')],
    ],
    'entry.forced': (body) => [
        ['By demand', `${body.get('demand').get('id')} of ${body.get('demand').get('contract')}`],
        ['On', `${body.get('demand').get('chain')}, in block ${body.get('demand').get('block')}`],
        ['Next entry', `${bytesWords(body.get('length'))}, leaf hash ${body.get('leaf_hash')}`],
        ['Not logged as an event because', body.get('why')],
    ],
    'log.handover': (body) => [
        ['Old keys', body.get('from').join(', ')],
        ['New keys', body.get('to').join(', ')],
        ['Recovered', `the first ${body.get('recovered').get('size')} entries`],
        ['Of which are anchored', body.has('anchored') ? body.get('anchored').get('size') : 'none'],
        ['Anchors from now on', body.has('operator') ? body.get('operator').get('to') : undefined],
    ],
};

function determinismWords(body) {
    const tolerance = body.get('tolerance_ppm');
    return body.get('determinism') + (tolerance === undefined ? '' : `, within ${tolerance} parts of a million`);
}

function contentWords(content) {
    const fingerprint = content.get('digest') ?? `committed to as ${content.get('commitment')}`;
    return `${bytesWords(content.get('size'))} of ${content.get('media_type')}, ${fingerprint}`;
}

function attributionRows(attribution) {
    if (attribution === undefined) {
        return [];
    }
    const lines = attribution.get('lines');
    return [
        ...lines.slice(0, 20).map((line) => [
            `${shareWords(line.get('weight'))} owed to`,
            line.get('upload') + (line.has('row') ? `, row ${line.get('row')}` : ''),
        ]),
        ['And', lines.length > 20 ? `${lines.length - 20} more, see the raw entry` : undefined],
        ['Owed to nobody', shareWords(attribution.get('unattributed'))],
    ];
}

/** Who says what and when, of a parsed event. */
export function eventRows(event) {
    return [
        ['What happened', `${KIND_WORDS[event.kind]} (${event.kind})`],
        ['Who says so', event.issuer.did],
        ['When, by the issuer’s clock', timeWords(event.issuedAt)],
        ['Datanet', event.namespace],
        ['The issuer’s number', `${event.iseq} in this datanet`],
        ['Event id', event.id],
        ...BODY_ROWS[event.kind](event.envelope.get('body')),
    ];
}
