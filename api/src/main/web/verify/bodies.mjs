// What an event of each kind may say. Each reader takes the fields of a body, and refuses what breaks the form or the rules;
// what was read is then the JSON itself.

import { readInference } from './body-inference.mjs';
import { readModel } from './body-model.mjs';
import { readAccrual } from './body-reward.mjs';
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
};
