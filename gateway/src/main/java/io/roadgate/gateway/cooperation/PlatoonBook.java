package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.MemberList;
import io.roadgate.v2x.daytwo.RoleInPlatooning;
import io.roadgate.v2x.daytwo.StatusInPlatooning;
import io.roadgate.v2x.uper.OctetString;

/**
 * The platoons on the road, as their leaders tell them.
 *
 * <p>A platoon is what its leader's list says; what members say of themselves is kept beside. It ends when its leader
 * dissolves it or has been silent. Another vehicle leads it only once the old leader is silent or has left; until then
 * its claim is a contradiction, and so is a list with a vehicle that another platoon has.
 *
 * <p><b>Source:</b> module Platooning of the day2 set.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class PlatoonBook {
    /** Platoons at most. */
    public static final int CAPACITY = 16;
    /** No platoon. */
    public static final int NONE = -1;

    private static final long SILENCE_NS = 2_000_000_000L;

    private final Platoon[] platoons = new Platoon[CAPACITY];
    private final Counters counters;
    private int count;
    private boolean isLastGood;

    PlatoonBook(Counters counters) {
        this.counters = counters;
        for (int i = 0; i < CAPACITY; i++) {
            platoons[i] = new Platoon();
        }
    }

    /** Platoons now. */
    public int count() {
        return count;
    }

    /** The n-th of them, oldest first. */
    public Platoon get(int index) {
        return platoons[index];
    }

    /** Platoon of a vehicle, or {@link #NONE}. */
    public int platoonOf(long vehicleId) {
        for (int i = 0; i < count; i++) {
            if (platoons[i].memberOf(vehicleId) != NONE) {
                return i;
            }
        }
        return NONE;
    }

    /** Takes one message; false when it contradicts what is known. */
    boolean onMessage(CLPMM message, long nowNs) {
        counters.increment(GatewayCounter.CLPMM_HEARD);
        long vehicleId = message.id().idAsLong();
        int known = find(message.pid());
        boolean isLeader = message.role() == RoleInPlatooning.LEADER && message.hasLeadingExt();
        boolean isGood = vehicleId != 0;
        if (isGood && isLeader) {
            isGood = lead(message, vehicleId, known, nowNs);
        } else if (isGood && message.role() != RoleInPlatooning.FREE_VEHICLE) {
            int member = known == NONE ? NONE : platoons[known].memberOf(vehicleId);
            isGood = member != NONE;
            if (isGood) {
                platoons[known].roles[member] = message.role();
                platoons[known].statuses[member] = message.status();
            }
        }
        if (!isGood) {
            counters.increment(GatewayCounter.CLPMM_CONTRADICTION);
        }
        isLastGood = isGood;
        return isGood;
    }

    /** Whether the message heard last fits to what is known. */
    public boolean isLastGood() {
        return isLastGood;
    }

    private boolean lead(CLPMM message, long vehicleId, int known, long nowNs) {
        MemberList members = message.leadingExt().memberList();
        if (!isOwnList(members, vehicleId, known)) {
            return false;
        }
        int at = known;
        if (at == NONE) {
            if (count == CAPACITY) {
                return false;
            }
            at = count++;
            platoons[at].begin(message.pid(), nowNs);
        } else if (platoons[at].leaderId != vehicleId && !platoons[at].isLeaderless(nowNs)) {
            return false;
        }
        platoons[at].take(message, vehicleId, nowNs);
        return true;
    }

    /** The leader leads its own list, nobody is in it twice, and none belongs to another platoon. */
    private boolean isOwnList(MemberList members, long vehicleId, int known) {
        boolean hasLeader = false;
        for (int i = 0; i < members.count(); i++) {
            long id = members.get(i).vid().idAsLong();
            hasLeader |= id == vehicleId;
            int other = platoonOf(id);
            if (id == 0 || (other != NONE && other != known)) {
                return false;
            }
            for (int before = 0; before < i; before++) {
                if (members.get(before).vid().idAsLong() == id) {
                    return false;
                }
            }
        }
        return hasLeader;
    }

    private int find(OctetString pid) {
        for (int i = 0; i < count; i++) {
            if (platoons[i].isNamed(pid)) {
                return i;
            }
        }
        return NONE;
    }

    /** Whether a platoon is over. */
    public boolean isOver(int index, long nowNs) {
        Platoon platoon = platoons[index];
        return nowNs - platoon.heardAtNs > SILENCE_NS || platoon.memberCount == 0;
    }

    /** Forgets one that is over; those behind it move up. */
    public void remove(int index) {
        Platoon removed = platoons[index];
        count--;
        System.arraycopy(platoons, index + 1, platoons, index, count - index);
        platoons[count] = removed;
    }

    /** One platoon; reused. */
    public static final class Platoon {
        /** Octets of its id. */
        public static final int ID_BYTES = 17;
        /** A member that has not spoken. */
        public static final int SILENT = 255;

        private static final int MOST_MEMBERS = MemberList.MAX_COUNT;

        private final byte[] id = new byte[ID_BYTES];
        private final long[] members = new long[MOST_MEMBERS];
        private final int[] roles = new int[MOST_MEMBERS];
        private final int[] statuses = new int[MOST_MEMBERS];
        private int memberCount;
        private long leaderId;
        private long heardAtNs;
        private long bornAtNs;
        private int status;
        private int capacity;
        private boolean isOpen;
        private int revision;

        private void begin(OctetString pid, long nowNs) {
            for (int i = 0; i < ID_BYTES; i++) {
                id[i] = (byte) pid.byteAt(i);
            }
            memberCount = 0;
            leaderId = 0;
            bornAtNs = nowNs;
            revision = 0;
        }

        private boolean isNamed(OctetString pid) {
            boolean isSame = pid.length() == ID_BYTES;
            for (int i = 0; i < ID_BYTES && isSame; i++) {
                isSame = (byte) pid.byteAt(i) == id[i];
            }
            return isSame;
        }

        private boolean isLeaderless(long nowNs) {
            return nowNs - heardAtNs > SILENCE_NS / 2
                    || status == StatusInPlatooning.LEAVING
                    || status == StatusInPlatooning.BEGIN_TO_DISSMISS;
        }

        private void take(CLPMM message, long vehicleId, long nowNs) {
            MemberList list = message.leadingExt().memberList();
            boolean isChanged = leaderId != vehicleId || list.count() != memberCount || status != message.status();
            for (int i = 0; i < list.count(); i++) {
                long member = list.get(i).vid().idAsLong();
                if (i >= memberCount || members[i] != member) {
                    isChanged = true;
                    roles[i] = SILENT;
                    statuses[i] = SILENT;
                }
                members[i] = member;
            }
            memberCount = list.count();
            leaderId = vehicleId;
            heardAtNs = nowNs;
            status = message.status();
            capacity = message.leadingExt().capacity();
            isOpen = message.leadingExt().openToJoin();
            int leader = memberOf(vehicleId);
            roles[leader] = message.role();
            statuses[leader] = message.status();
            revision += isChanged ? 1 : 0;
        }

        /** Place of a vehicle in the list, or {@link PlatoonBook#NONE}. */
        public int memberOf(long vehicleId) {
            for (int i = 0; i < memberCount; i++) {
                if (members[i] == vehicleId) {
                    return i;
                }
            }
            return NONE;
        }

        /** One octet of its id. */
        public byte idByte(int index) {
            return id[index];
        }

        /** Vehicles in the leader's list. */
        public int memberCount() {
            return memberCount;
        }

        /** Temporary id of the n-th, from the front. */
        public long member(int index) {
            return members[index];
        }

        /** RoleInPlatooning that it tells; {@link #SILENT} = none. */
        public int role(int index) {
            return roles[index];
        }

        /** StatusInPlatooning that it tells; {@link #SILENT} = none. */
        public int status(int index) {
            return statuses[index];
        }

        /** Temporary id of the leader. */
        public long leaderId() {
            return leaderId;
        }

        /** StatusInPlatooning of the leader. */
        public int status() {
            return status;
        }

        /** Vehicles that it takes at most. */
        public int capacity() {
            return capacity;
        }

        /** Whether others may join. */
        public boolean isOpen() {
            return isOpen;
        }

        /** When the leader was heard last. */
        public long heardAtNs() {
            return heardAtNs;
        }

        /** When it was heard of first. */
        public long bornAtNs() {
            return bornAtNs;
        }

        /** Counts changes of leader, list and status. */
        public int revision() {
            return revision;
        }
    }
}
