package dev.plumbline.api.demo;

import dev.plumbline.api.demo.WorldLog.Logged;
import dev.plumbline.proofs.event.Authority;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Resolution;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong in a datanet now and then, and how it is put right without editing anything. */
final class WorldIncidents {
    private final WorldLog log;
    private final WorldDatanet datanet;
    private final EventSigner owner;

    WorldIncidents(WorldLog log, WorldDatanet datanet) {
        this.log = log;
        this.datanet = datanet;
        this.owner = WorldKeys.key(datanet.namespace.slug() + " model owner");
    }

    /** A contributor disputes an accrual that is not paid yet; the weights were wrong; all is done again. */
    void disputeAndCorrect(Logged inference, Logged accrual, long atMillis) throws IOException {
        Logged dispute = dispute(accrual, DisputeCode.WRONG_WEIGHT, atMillis);
        Inference wrong = (Inference) inference.body();
        Logged rightInference = datanet.reweigh(wrong, atMillis + 1);
        log.append(
                datanet.operator,
                datanet.namespace,
                correction(inference, CorrectionClass.WEIGHT, rightInference, List.of()),
                atMillis + 2);
        datanet.debts.forget(accrual.id());
        Logged rightAccrual = datanet.accrue(rightInference, atMillis + 3);
        Correction correction =
                correction(accrual, CorrectionClass.AMOUNT, rightAccrual, deltas(accrual, rightAccrual));
        EventId corrected =
                log.append(owner, datanet.namespace, correction, atMillis + 4).id();
        resolve(new DisputeResolve(dispute.id(), Resolution.UPHELD, corrected, null), atMillis + 5);
    }

    /** A contributor disputes an accrual that is right. */
    void disputeInVain(Logged accrual, long atMillis) throws IOException {
        Logged dispute = dispute(accrual, DisputeCode.WRONG_AMOUNT, atMillis);
        Hash reason = WorldKeys.hash("reason for rejection");
        resolve(new DisputeResolve(dispute.id(), Resolution.REJECTED, null, reason), atMillis + 1);
    }

    /** A requester wants the payload of an answer destroyed. */
    void erase(Logged inference, long atMillis) throws IOException {
        var notice = new ErasureNotice(inference.id(), List.of("prompt", "response"), Authority.SUBJECT, atMillis);
        log.append(datanet.operator, datanet.namespace, notice, atMillis);
    }

    private Logged dispute(Logged accrual, DisputeCode code, long atMillis) throws IOException {
        RewardAccrue.Line line = contributorsLine((RewardAccrue) accrual.body());
        EventId policy = ((RewardAccrue) accrual.body()).policy();
        long windowMillis = datanet.policies.windowMillis(policy);
        var open = new DisputeOpen(
                accrual.id(),
                code,
                new DisputeOpen.Claim(line.amount().add(BigInteger.ONE), null),
                List.of(WorldKeys.hash("evidence")),
                accrual.draft().issuedAtMillis() + windowMillis);
        EventId upload = line.upload();
        return log.append(disputant(upload), datanet.namespace, open, atMillis);
    }

    private EventSigner disputant(@Nullable EventId upload) {
        return upload == null ? owner : datanet.uploads.contributorOf(upload);
    }

    private static RewardAccrue.Line contributorsLine(RewardAccrue accrual) {
        return accrual.lines().stream()
                .filter(line -> line.upload() != null)
                .findFirst()
                .orElseGet(() -> accrual.lines().get(0));
    }

    private void resolve(DisputeResolve resolution, long atMillis) throws IOException {
        log.append(owner, datanet.namespace, resolution, atMillis);
    }

    private static Correction correction(
            Logged target, CorrectionClass why, Logged replacement, List<Correction.Delta> deltas) {
        Hash reason = WorldKeys.hash("reason for correction");
        return new Correction(target.id(), why, replacement.id(), reason, Effective.RETROACTIVE, deltas);
    }

    /** What the right accrual gives each payee beyond the wrong one; sums to 0, since the fee is the same. */
    private static List<Correction.Delta> deltas(Logged wrong, Logged right) {
        Map<Issuer, BigInteger> deltas = new LinkedHashMap<>();
        ((RewardAccrue) right.body()).lines().forEach(line -> deltas.merge(line.to(), line.amount(), BigInteger::add));
        ((RewardAccrue) wrong.body())
                .lines()
                .forEach(line -> deltas.merge(line.to(), line.amount().negate(), BigInteger::add));
        return deltas.entrySet().stream()
                .filter(delta -> delta.getValue().signum() != 0)
                .map(delta -> new Correction.Delta(delta.getKey(), delta.getValue()))
                .toList();
    }
}
