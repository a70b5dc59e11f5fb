package io.roadgate.sensor.transport;

import java.util.Locale;

/**
 * A serial port of this machine.
 *
 * @param path of its device file.
 * @param description in its adapter's own words; empty = unknown.
 * @param vendorId of the USB adapter; negative = not USB.
 * @param productId of the USB adapter; negative = not USB.
 * @param serialNumber of the USB adapter; empty = it has none.
 */
public record SerialDevice(String path, String description, int vendorId, int productId, String serialNumber) {
    /** {@code vid:pid[:serial]} as a site file takes it; empty when it is not USB. */
    public String usbId() {
        if (vendorId < 0 || productId < 0) {
            return "";
        }
        String ids = String.format(Locale.ROOT, "%04x:%04x", vendorId, productId);
        return serialNumber.isEmpty() ? ids : ids + ":" + serialNumber;
    }

    /** Whether a name of the site file that is no path means this port: USB ids, or a part of the description. */
    boolean isMeantBy(String name) {
        if (SerialDevices.isUsbId(name)) {
            String id = usbId();
            String ids = id.substring(0, Math.min(id.length(), SerialDevices.USB_IDS_LENGTH));
            return name.length() == SerialDevices.USB_IDS_LENGTH
                    ? ids.equalsIgnoreCase(name)
                    : ids.equalsIgnoreCase(name.substring(0, SerialDevices.USB_IDS_LENGTH))
                            && id.endsWith(name.substring(SerialDevices.USB_IDS_LENGTH));
        }
        return description.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }
}
