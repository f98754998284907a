// What an event of each kind may say. Each reader takes the fields of a body, and refuses what breaks the form or the rules;
// what was read is then the JSON itself. Two of them give back what the envelope has to fit: `namespace` or `parties`.

import { readCorrection, readDispute, readErasure, readResolution } from './body-correction.mjs';
import { readInference } from './body-inference.mjs';
import { readIndexRoot, readRevocation, readRotation } from './body-key.mjs';
import { readForced, readHandover } from './body-log.mjs';
import { readMethod } from './body-method.mjs';
import { readModel } from './body-model.mjs';
import { readPayment } from './body-payment.mjs';
import { readAccrual } from './body-reward.mjs';
import { readObservation, readSequencerEquivocation, readSubmission } from './body-sequencer.mjs';
import { readSplit } from './body-split.mjs';
import { readUpload } from './body-upload.mjs';
import { readConflict } from './conflict.mjs';

export const KINDS = {
    'datanet.upload': readUpload,
    'model.register': readModel,
    'policy.split': readSplit,
    inference: readInference,
    'reward.accrue': readAccrual,
    'issuer.conflict': readConflict,
    'policy.method': readMethod,
    'reward.pay': readPayment,
    correction: readCorrection,
    'dispute.open': readDispute,
    'dispute.resolve': readResolution,
    'key.rotate': readRotation,
    'key.revoke': readRevocation,
    'erasure.notice': readErasure,
    'index.root': readIndexRoot,
    'sequencer.submit': readSubmission,
    'sequencer.observe': readObservation,
    'sequencer.equivocate': readSequencerEquivocation,
    'entry.forced': readForced,
    'log.handover': readHandover,
};
