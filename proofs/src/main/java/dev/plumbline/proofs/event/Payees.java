package dev.plumbline.proofs.event;

/** Who is paid, as the issuer of an accrual knows it when it is made. */
public interface Payees {
    /** The payout account of an upload, followed through the rotations of keys that are logged by now. */
    Issuer ofUpload(EventId upload);

    /**
     * The account of a role that is not the contributors'; of {@link DueAccrual#UNATTRIBUTED} only if the policy does not
     * say.
     */
    Issuer ofRole(String role);
}
