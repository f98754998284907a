// The body of policy.method: how attribution is computed (docs/format/events.md).

import { readVersion, wantAtMost } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseDigest } from './form.mjs';

const FAMILIES = ['suffix-array', 'influence', 'gradient', 'retrieval', 'leave-one-out', 'other'];
const PARAMETERS_MAX = 64;
const WHOLE_PPM = 1_000_000;

export function readMethod(fields) {
    const methodId = fields.text('method_id');
    readVersion(fields);
    fields.choice('family', FAMILIES);
    const names = fields.ifPresent('params', (key) => fields.list(key, readParameter)) ?? [];
    fields.parsed('code_digest', parseDigest);
    const determinism = fields.choice('determinism', ['exact', 'seeded', 'approximate']);
    const tolerance = fields.ifPresent('tolerance_ppm', (key) => fields.integer(key));
    fields.end();
    fields.want(form.NAME, '/method_id', methodId);
    wantAtMost(fields, 'params', names, PARAMETERS_MAX);
    names.slice(1).forEach((name, i) => {
        fields.rule(names[i] < name, `/params/${i + 1}/name`, 'is not after the name before it');
    });
    if (tolerance !== undefined) {
        fields.wantWithin('/tolerance_ppm', tolerance, 0, WHOLE_PPM);
    }
    const isRight = (tolerance !== undefined) === (determinism === 'approximate');
    const found = tolerance === undefined ? 'missing' : 'there';
    fields.rule(isRight, '/tolerance_ppm', `is ${found} for a method that is ${determinism}`);
}

function readParameter(fields) {
    const name = fields.text('name');
    const value = fields.text('value');
    fields.end();
    fields.want(form.NAME, '/name', name);
    fields.want(form.PARAMETER, '/value', value);
    return name;
}
