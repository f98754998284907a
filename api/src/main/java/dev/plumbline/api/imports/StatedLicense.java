package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.DatanetUpload.License;
import dev.plumbline.proofs.event.Evidence;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The license of data as a foreign file states it, and what follows from it for the use of the data where nobody says more.
 * Never {@link Evidence#VERIFIED}: that the issuer has read a license at its source is not for a file to say.
 *
 * @param license as it goes into the event
 * @param isNamed whether a license is named at all
 */
record StatedLicense(License license, boolean isNamed) {
    private static final int LICENSES_MAX = 8;

    /**
     * Several licenses are taken to bind together, which promises least.
     *
     * @param stated the places of the names or URLs; null stands for a place that the file lacks
     * @param url where the text stands, or null to use the first stated URL
     */
    static StatedLicense of(List<JsonPlace> stated, String missingPointer, @Nullable String url, DefectList defects) {
        Set<String> names = new LinkedHashSet<>();
        String firstUrl = url;
        for (JsonPlace place : stated) {
            String text = place.text();
            if (text == null) {
                defects.wrong(place.pointer(), "is " + place.quoted() + ", want a license as text", "it is left out");
                continue;
            }
            firstUrl = firstUrl == null ? asUrl(text) : firstUrl;
            LicenseName name = LicenseName.of(text);
            switch (name.standing()) {
                case NONE ->
                    defects.wrong(
                            place.pointer(), "is " + place.quoted() + ", which names no license", "it is left out");
                case UNLISTED ->
                    defects.wrong(
                            place.pointer(),
                            "is " + place.quoted() + ", which SPDX does not list",
                            "named " + name.spdx());
                case LISTED -> {
                    if (!name.spdx().equals(text)) {
                        defects.note(
                                place.pointer(),
                                "is " + place.quoted() + ", not as SPDX writes it",
                                "read as " + name.spdx());
                    }
                }
            }
            if (name.standing() != LicenseName.Standing.NONE) {
                names.add(name.spdx());
            }
        }
        if (stated.isEmpty()) {
            defects.wrong(missingPointer, "is missing, want a license", "named " + LicenseName.NO_ASSERTION);
        }
        return of(names, firstUrl, missingPointer, defects);
    }

    private static StatedLicense of(Set<String> names, @Nullable String url, String pointer, DefectList defects) {
        var kept = new ArrayList<>(names);
        if (kept.size() > LICENSES_MAX) {
            defects.wrong(
                    pointer,
                    "names " + kept.size() + " licenses, want at most " + LICENSES_MAX,
                    "named " + LicenseName.NO_ASSERTION);
            kept.clear();
        } else if (kept.size() > 1) {
            defects.note(pointer, "names " + kept.size() + " licenses", "all of them are taken to bind");
        }
        // An expression has at most 256 characters; a name that was made up here may have 120.
        String expression = String.join(" AND ", kept);
        boolean isNamed = !kept.isEmpty() && expression.length() <= 256;
        String spdx = isNamed ? expression : LicenseName.NO_ASSERTION;
        return new StatedLicense(new License(spdx, Evidence.ASSERTED, url, null), isNamed);
    }

    /** A URL that an event can hold, or null. */
    static @Nullable String asUrl(String text) {
        boolean isUrl = text.startsWith("https://") || text.startsWith("http://");
        return isUrl && text.length() <= 2_048 && text.chars().allMatch(c -> c > ' ' && c < 0x7f) ? text : null;
    }

    /**
     * What may be done with the data: what the terms say, or else training under the conditions of the license, or not at all
     * if there is none.
     */
    Map<Purpose, Permission> use(Terms terms, String pointer, DefectList defects) {
        if (!terms.use().isEmpty()) {
            return terms.use();
        }
        Permission permission = isNamed ? Permission.CONSTRAINED : Permission.NOT_ALLOWED;
        defects.note(
                pointer,
                "does not say what the data may be used for",
                "training is " + permission.wireName() + ", because " + (isNamed ? "a" : "no") + " license is named");
        return Map.of(Purpose.TRAIN, permission);
    }
}
