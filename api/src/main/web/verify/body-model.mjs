// The body of model.register: a version of a model, and what it was trained on (docs/format/events.md).

import { digestIfPresent, readHead, readVersion } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';

export function readModel(fields) {
    const modelId = fields.text('model_id');
    readVersion(fields);
    const paths = fields.ifPresent('artifacts', (key) => fields.list(key, readArtifact)) ?? [];
    const bundle = digestIfPresent(fields, 'bundle_digest');
    digestIfPresent(fields, 'base');
    const adapters = fields.ifPresent('adapters', (key) => fields.parsedList(key, parseDigest)) ?? [];
    readTraining(fields.fields('training'));
    digestIfPresent(fields, 'attribution_index');
    fields.parsed('owner', parseIssuer);
    fields.end();
    fields.want(form.NAME, '/model_id', modelId);
    fields.rule(paths.length > 0 || bundle !== undefined, '', 'wants artifacts or a bundle_digest');
    fields.rule(new Set(paths).size === paths.length, '/artifacts', 'names a path twice');
    fields.rule(new Set(adapters).size === adapters.length, '/adapters', 'names an event twice');
}

function readArtifact(fields) {
    const path = fields.text('path');
    fields.parsed('digest', parseDigest);
    const size = fields.integer('size');
    fields.end();
    fields.want(form.PATH, '/path', path);
    fields.wantAtLeast('/size', size, 0);
    return path;
}

function readTraining(fields) {
    fields.parsed('uploads_root', parseDigest);
    const count = fields.integer('uploads_count');
    const size = readHead(fields.fields('as_of'));
    fields.end();
    fields.wantAtLeast('/uploads_count', count, 0);
    fields.rule(count <= size, '/uploads_count', `is ${count}, want at most the ${size} entries of as_of`);
}
