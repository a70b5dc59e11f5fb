package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.StringKind;
import io.roadgate.v2x.uper.UperFault;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Character strings that are octets to the encoding (X.691 clause 30.6): UTF8String, and those with escape sequences, whose
 * octets stand in JSON as the characters of ISO 8859-1.
 */
final class OctetTextCodec extends ValueCodec {
    private final Charset charset;

    OctetTextCodec(StringKind kind) {
        charset = kind == StringKind.UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    @Override
    Object read(Decoding from) {
        byte[] octets = BigNumbers.readOctets(from.bits);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            from.bits.fault(UperFault.CHARACTER);
            return "";
        }
    }

    @Override
    void write(Encoding to, Object value) {
        try {
            ByteBuffer octets = charset.newEncoder().encode(CharBuffer.wrap(to.string(value)));
            byte[] exact = new byte[octets.remaining()];
            octets.get(exact);
            BigNumbers.writeOctets(to, LengthPlan.ANY, exact, "octets");
        } catch (CharacterCodingException e) {
            throw to.fault("the string has a character that the type does not have");
        }
    }
}
