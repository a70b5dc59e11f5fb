package io.roadgate.sensor.etc;

/** The fields that the driver reads, by their names in {@link EtcLayouts}. */
enum EtcField {
    OBU_ID("obuId"),
    ERROR_CODE("errorCode"),
    RSU_STATUS("rsuStatus"),
    CONTRACT_SERIAL("contractSerial"),
    PLATE("plate"),
    PLATE_COLOUR("plateColor"),
    VEHICLE_CLASS("vehicleClass"),
    USER_TYPE("userType"),
    LENGTH_DM("lengthDm"),
    AXLES("axles"),
    CARD_READ_STATUS("cardReadStatus"),
    BALANCE_FEN("balanceFen"),
    FILE_0015("file0015"),
    FILE_0019("file0019"),
    CARD_TYPE("cardType"),
    CARD_VERSION("cardVersion"),
    CARD_NUMBER("cardNo"),
    TRANSACTION_TIME("transTime"),
    PSAM_SERIAL("psamSerial"),
    CARD_SERIAL("cardSerial"),
    TAC("tac"),
    AMOUNT_FEN("amountFen"),
    STOP_TYPE("stopType"),
    X("x"),
    Y("y");

    private final String label;

    EtcField(String label) {
        this.label = label;
    }

    /** The field of that name, or {@code null} when the driver has no use for it. */
    static EtcField of(String label) {
        for (EtcField field : values()) {
            if (field.label.equals(label)) {
                return field;
            }
        }
        return null;
    }
}
