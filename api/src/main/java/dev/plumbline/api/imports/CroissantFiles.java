package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.DatanetUpload.Content;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a Croissant {@code distribution}, with what is wrong with each. */
final class CroissantFiles {
    private final DefectList defects;
    private final DeclaredFiles declared = new DeclaredFiles();
    private final List<Content> whole = new ArrayList<>();
    private int objects;

    CroissantFiles(DefectList defects) {
        this.defects = defects;
    }

    /** Reads the entries, and reports what is wrong with each. */
    CroissantFiles read(JsonPlace distribution) {
        List<JsonPlace> entries = distribution.each();
        if (entries.size() > ImportLimits.ITEMS_MAX) {
            defects.wrong(
                    distribution.pointer(),
                    "has " + entries.size() + " entries, want at most ITEMS_MAX, " + ImportLimits.ITEMS_MAX,
                    "all of them are left out");
            return this;
        }
        for (JsonPlace entry : entries) {
            String type = entry.at("@type").textOrEmpty();
            // A file set is a pattern over the files of another entry and has no bytes of its own.
            if (type.substring(type.indexOf(':') + 1).equals("FileObject")) {
                readFile(entry);
            }
        }
        return this;
    }

    /**
     * The content that the distribution declares: its one file, if that is all and its size and type are stated, or else the
     * list of its files; null if not one digest is declared.
     */
    @Nullable
    Content content() {
        if (declared.count() == 0) {
            return null;
        }
        if (objects == 1 && whole.size() == 1) {
            return whole.get(0);
        }
        defects.note(
                "/distribution",
                "declares " + declared.count() + " digests for " + objects + " file objects",
                "the content is the list of those digests");
        return declared.content();
    }

    private void readFile(JsonPlace file) {
        // A file inside another is covered by the digest of that one.
        boolean isInside = !file.at("containedIn").isAbsent();
        objects += isInside ? 0 : 1;
        long size = size(file.at("contentSize"), isInside);
        JsonPlace stated = file.at("sha256");
        if (stated.isAbsent()) {
            if (!isInside) {
                boolean hasMd5 = !file.at("md5").isAbsent();
                defects.wrong(
                        stated.pointer(),
                        hasMd5 ? "is missing, and MD5 is no digest to rely on" : "is missing",
                        "the file object is left out");
            }
            return;
        }
        Hash digest = stated.sha256();
        if (digest == null) {
            defects.wrong(stated.pointer(), "is " + stated.quoted() + ", not a digest", "the file object is left out");
            return;
        }
        add(file, digest, size, isInside);
    }

    private void add(JsonPlace file, Hash digest, long size, boolean isInside) {
        String id = file.at("@id").textOrEmpty();
        JsonPlace nameAt = id.isEmpty() ? file.at("name") : file.at("@id");
        String name = nameAt.textOrEmpty();
        if (!DeclaredFiles.isName(name)) {
            defects.wrong(
                    nameAt.pointer(),
                    "is " + nameAt.quoted() + ", want a name in ASCII",
                    "the file object is left out");
            return;
        }
        if (!declared.add(name, digest)) {
            defects.wrong(nameAt.pointer(), "is the name of an earlier file object as well", "this one is left out");
            return;
        }
        JsonPlace format = file.at("encodingFormat");
        if (size >= 0 && !isInside) {
            try {
                whole.add(Content.ofDigest(digest, size, format.textOrEmpty()));
            } catch (IllegalArgumentException e) {
                defects.wrong(format.pointer(), "is " + format.quoted() + ", no media type", "it is left out");
            }
        }
    }

    /** Bytes, or a negative number if they are not known. */
    private long size(JsonPlace stated, boolean isInside) {
        if (stated.isAbsent()) {
            if (!isInside) {
                defects.note(stated.pointer(), "is missing", "the size of the file is not known");
            }
            return FileSize.NONE;
        }
        long size = stated.node().isTextual() ? FileSize.parse(stated.textOrEmpty()) : stated.count();
        if (size == FileSize.ROUNDED) {
            defects.note(stated.pointer(), "is " + stated.quoted() + ", rounded", "the size of the file is not known");
        } else if (size < 0) {
            defects.wrong(stated.pointer(), "is " + stated.quoted() + ", no size", "it is left out");
        }
        return size;
    }
}
