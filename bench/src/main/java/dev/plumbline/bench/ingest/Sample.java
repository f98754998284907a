package dev.plumbline.bench.ingest;

/** An answer that was kept, with the request it is for. */
final class Sample {
    final Parcel parcel;
    final byte[] body;

    Sample(Parcel parcel, byte[] body) {
        this.parcel = parcel;
        this.body = body;
    }
}
