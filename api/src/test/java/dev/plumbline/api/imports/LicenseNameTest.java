package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CC-BY-4.0                                            | LISTED   | CC-BY-4.0
            cc-by-sa-4.0                                         | LISTED   | CC-BY-SA-4.0
            CC BY-NC 4.0                                         | LISTED   | CC-BY-NC-4.0
            CC0 1.0                                              | LISTED   | CC0-1.0
            https://creativecommons.org/licenses/by/4.0/         | LISTED   | CC-BY-4.0
            http://creativecommons.org/licenses/by-nc-sa/4.0/legalcode | LISTED | CC-BY-NC-SA-4.0
            https://creativecommons.org/publicdomain/zero/1.0/   | LISTED   | CC0-1.0
            https://choosealicense.com/licenses/apache-2.0/      | LISTED   | Apache-2.0
            https://choosealicense.com/licenses/odc-by/          | LISTED   | ODC-By-1.0
            https://choosealicense.com/licenses/undefined/       | NONE     | NOASSERTION
            http://www.apache.org/licenses/LICENSE-2.0.txt       | LISTED   | Apache-2.0
            https://opensource.org/licenses/MIT                  | LISTED   | MIT
            Apache License 2.0                                   | LISTED   | Apache-2.0
            MIT License                                          | LISTED   | MIT
            Academic Free License v3.0                           | LISTED   | AFL-3.0
            GNU General Public License v3.0                      | LISTED   | GPL-3.0-only
            LGPL 3.0                                             | LISTED   | LGPL-3.0-only
            CC BY-NC-SA                                          | UNLISTED | LicenseRef-CC-BY-NC-SA
            Llama 2                                              | UNLISTED | LicenseRef-Llama-2
            OGL 3.0                                              | UNLISTED | LicenseRef-OGL-3.0
            https://commoncrawl.org/terms-of-use                 | UNLISTED | LicenseRef-https-commoncrawl.org-terms-of-use
            mitigated                                            | UNLISTED | LicenseRef-mitigated
            Unspecified                                          | NONE     | NOASSERTION
            None                                                 | NONE     | NOASSERTION
            other                                                | NONE     | NOASSERTION
            """)
    void translatesOnlyWhatCanMeanOneLicense(String stated, LicenseName.Standing standing, String spdx) {
        assertThat(LicenseName.of(stated)).isEqualTo(new LicenseName(spdx, standing));
    }
}
