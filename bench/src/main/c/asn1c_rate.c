/*
 * Times what asn1c generated on the messages given: one line "NAME TYPE HEX" each on standard input, one line
 * "NAME OCTETS DECODE_NS FREE_NS ENCODE_NS" each on standard output, the median of several repeats.
 *
 * A message is decoded and encoded by uper_decode_complete and uper_encode_to_buffer; the structures are allocated by the decoder, as
 * its users must, and freed outside the time of decoding. The constraints are not checked: that would be a call more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <MessageFrame.h>
#include <VehiclePaymentMessage.h>

/* few enough at a time for their structures to stay in the cache, as one message's would */
#define BATCH 8
#define REPEATS 7
#define REPEAT_NS 2e8
#define LONGEST 16384

static double now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static size_t from_hex(const char *hex, unsigned char *octets) {
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) {
        unsigned octet;
        if (sscanf(hex + 2 * i, "%2x", &octet) != 1) return 0;
        octets[i] = (unsigned char) octet;
    }
    return n;
}

static void must(int holds, const char *what, const char *name) {
    if (!holds) {
        fprintf(stderr, "asn1c: cannot %s %s\n", what, name);
        exit(1);
    }
}

struct times { double decode, release, encode; };

static struct times run(const char *name, asn_TYPE_descriptor_t *type, const unsigned char *octets, size_t length) {
    static void *values[BATCH];
    static unsigned char written[LONGEST];
    struct times sum = {0, 0, 0};
    double count = 0;
    while (sum.decode + sum.release + sum.encode < REPEAT_NS) {
        double start = now_ns();
        for (int i = 0; i < BATCH; i++) {
            values[i] = 0;
            asn_dec_rval_t got = uper_decode_complete(0, type, &values[i], octets, length);
            must(got.code == RC_OK, "decode", name);
        }
        double decoded = now_ns();
        for (int i = 0; i < BATCH; i++) {
            asn_enc_rval_t put = uper_encode_to_buffer(type, values[i], written, sizeof written);
            must((put.encoded + 7) / 8 == (ssize_t) length, "encode", name);
        }
        double encoded = now_ns();
        for (int i = 0; i < BATCH; i++) ASN_STRUCT_FREE(*type, values[i]);
        double freed = now_ns();
        must(memcmp(written, octets, length) == 0, "write the same octets for", name);
        sum.decode += decoded - start;
        sum.encode += encoded - decoded;
        sum.release += freed - encoded;
        count += BATCH;
    }
    return (struct times) {sum.decode / count, sum.release / count, sum.encode / count};
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static double median(double *values) {
    qsort(values, REPEATS, sizeof *values, ascending);
    return values[REPEATS / 2];
}

static void time_one(const char *name, asn_TYPE_descriptor_t *type, const unsigned char *octets, size_t length) {
    double decode[REPEATS], release[REPEATS], encode[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
        struct times t = run(name, type, octets, length);
        decode[i] = t.decode;
        release[i] = t.release;
        encode[i] = t.encode;
    }
    printf("%s %zu %.1f %.1f %.1f\n", name, length, median(decode), median(release), median(encode));
    fflush(stdout);
}

static asn_TYPE_descriptor_t *type_of(const char *type) {
    asn_TYPE_descriptor_t *types[] = {&asn_DEF_MessageFrame, &asn_DEF_VehiclePaymentMessage};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(types[i]->name, type) == 0) return types[i];
    }
    must(0, "find the type", type);
    return 0;
}

int main(void) {
    static char name[64], type[64], hex[2 * LONGEST + 1];
    static unsigned char octets[LONGEST];
    while (scanf("%63s %63s %32768s", name, type, hex) == 3) time_one(name, type_of(type), octets, from_hex(hex, octets));
    return 0;
}
