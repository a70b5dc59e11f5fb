package io.roadgate.sim.traffic;

/**
 * One vehicle past the toll line with what its card was debited.
 *
 * @param sequence from 1, without gaps.
 * @param account the vehicle's on-board unit and card.
 * @param atNs when its front crossed the line.
 * @param amountFen debited.
 * @param balanceBeforeFen on the card when the antenna read it.
 * @param balanceAfterFen on the card after the debit.
 * @param psamSerial transaction number of the antenna's security module, counting up.
 * @param cardSerial transaction number of the card, counting up.
 * @param tac transaction authentication code, synthetic.
 */
public record TollPassage(
        int sequence,
        TollAccount account,
        long atNs,
        long amountFen,
        long balanceBeforeFen,
        long balanceAfterFen,
        long psamSerial,
        int cardSerial,
        int tac) {}
