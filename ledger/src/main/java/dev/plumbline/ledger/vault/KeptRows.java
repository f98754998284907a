package dev.plumbline.ledger.vault;

import dev.plumbline.proofs.disclosure.RowFormat;
import dev.plumbline.proofs.disclosure.RowSecret;
import dev.plumbline.proofs.event.DatanetUpload;

/**
 * What a vault keeps of a dataset's rows: not the rows.
 *
 * @param rows count and root, as they are logged
 * @param secret from which the salts follow
 * @param format how the file is cut into rows
 * @param source where the file lay; a hint
 */
public record KeptRows(DatanetUpload.Rows rows, RowSecret secret, RowFormat format, String source) {}
