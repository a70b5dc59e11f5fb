#!/bin/bash
# Runs one command on a Linux kernel that has SocketCAN, with two virtual CAN buses, vcan0 and vcan1: for machines
# whose own kernel has none.
#
#   can-kernel.sh SCRATCH LIMIT_S COMMAND [ARG]...
#
# The kernel is Debian's user-mode-linux on this machine's own files, which the command sees at their places and
# cannot change, except in the directory SCRATCH. Output and status of the command are this script's own. Status 124:
# the limit was reached; 125: no such kernel here, with the reason on stderr.
# Needs root and: user-mode-linux kmod iproute2 can-utils
set -u
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# --- as the first process inside ---------------------------------------------------------------------------------
if [ $$ = 1 ]; then
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  mount -t proc proc /proc
  mount -t sysfs sys /sys
  read -r words < /proc/cmdline
  for word in $words; do
    case $word in scratch=*) scratch=${word#scratch=} ;; limit=*) limit=${word#limit=} ;; esac
  done
  power_off() { echo o > /proc/sysrq-trigger; sleep 30; }
  (sleep "$((limit + 5))"; power_off) &
  mount -t hostfs -o "$scratch" none "$scratch"
  mount -t tmpfs none /run
  kernel=/usr/lib/uml/modules/$(uname -r)/kernel
  for module in net/can/can net/can/can-raw drivers/net/can/dev/can-dev drivers/net/can/vcan; do
    insmod "$kernel/$module.ko" || echo "no module $module" >> "$scratch/out"
  done
  ip link set lo up
  for bus in vcan0 vcan1; do ip link add "$bus" type vcan && ip link set "$bus" mtu 72 up; done
  bash "$scratch/command" < /dev/null >> "$scratch/out" 2>&1
  echo $? > "$scratch/status"
  sync
  power_off
fi

# --- on this machine ---------------------------------------------------------------------------------------------
absent() { echo "can-kernel: $*" >&2; exit 125; }
[ $# -ge 3 ] || absent "usage: can-kernel.sh SCRATCH LIMIT_S COMMAND [ARG]..."
[ "$(id -u)" = 0 ] || absent "needs root"
for tool in linux.uml insmod ip candump; do
  command -v "$tool" > /dev/null ||
    absent "no $tool here: apt-get install -y --no-install-recommends user-mode-linux kmod iproute2 can-utils"
done
[ -w /dev/shm ] || absent "needs a writable /dev/shm for the kernel's memory"

here=$(readlink -f "$0")
scratch=$(readlink -f "$1") limit=$2
shift 2
rm -f "$scratch/status"
: > "$scratch/out"
{
  export -p | grep -v 'declare -x \(OLDPWD\|SHLVL\|TMPDIR\)'
  printf 'export PATH=%q\ncd %q\n' "$scratch/bin:$PATH" "$PWD"
  printf '%q ' "$@"
} > "$scratch/command"
export TMPDIR=/dev/shm
# The kernel cannot write its messages to a file, only to a pipe.
setsid linux.uml mem=768M root=/dev/root rootfstype=hostfs rootflags=/ ro init="$here" quiet panic=1 \
  con=null con0=null,fd:1 ssl=null uml_dir="$scratch/" umid=kernel scratch="$scratch" limit="$limit" \
  < /dev/null 2> /dev/null | cat > "$scratch/kernel.log" &
# Its process group has everything that it starts; a second guard besides the one inside.
end_it() { [ -s "$scratch/kernel/pid" ] && kill -KILL -- "-$(cat "$scratch/kernel/pid")" 2> /dev/null; }
trap 'end_it; exit 143' TERM INT HUP
for ((i = 0; i < (limit + 10) * 5; i++)); do
  kill -0 $! 2> /dev/null || break
  [ -s "$scratch/status" ] && break
  sleep 0.2
done
end_it
cat "$scratch/out"
if [ -s "$scratch/status" ]; then exit "$(cat "$scratch/status")"; fi
echo "can-kernel: no status from inside; the kernel's last words:" >&2
tail -n 15 "$scratch/kernel.log" >&2
[ "$i" -ge $((limit * 5)) ] && exit 124
exit 125
