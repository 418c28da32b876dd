#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A throw-away Slurm cluster on this one machine: two nodes of one core each, without systemd, cgroups
# or an accounting daemon, as root or as an ordinary user. All of it lies in the given folder.
#
#   slurm-cluster.sh start FOLDER            starts it, and returns when both nodes are idle
#   slurm-cluster.sh cut FOLDER NODE         ends everything on a node at once, as a power cut does
#   slurm-cluster.sh restore FOLDER NODE     starts the node again
#   slurm-cluster.sh stop FOLDER             ends everything, and leaves the folder with its logs
#
# Commands of Slurm find the cluster by the variable SLURM_CONF=FOLDER/slurm.conf. The folder's path must
# be short (munge's socket) and no folder above it writable for others, unless it is sticky as /tmp is.
set -euo pipefail

nodes=(north south)

usage() {
  sed -n 's/^#   //p' "$0" >&2
  exit 2
}
[ $# -ge 2 ] || usage
command=$1
folder=$(realpath --canonicalize-missing "$2")
export SLURM_CONF=$folder/slurm.conf

# A port that nobody listens on: two clusters on one machine do not meet.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

configure() {
  local user host node
  user=$(id --user --name)
  host=$(hostname --short)
  cat >"$SLURM_CONF" <<CONF
ClusterName=throwaway
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
# A task that is requeued may start after its credential has expired: 120 s if nothing is said.
AuthInfo=socket=$folder/munge/socket,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoAddrCache,NoCtldInAddrAny,NoInAddrAny
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MpiDefault=none
SwitchType=switch/none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1,sched_min_interval=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
# Nodes are what is said below, whatever the machine has.
SlurmdParameters=config_overrides
ReturnToService=2
DependencyParameters=kill_invalid_depend
SlurmdTimeout=10
KillWait=2
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/%n.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/%n.log
CONF
  for node in "${nodes[@]}"; do
    mkdir -p "$folder/spool/$node"
    echo "NodeName=$node NodeHostname=$node NodeAddr=127.0.0.1 Port=$(free_port) CPUs=1" \
      "RealMemory=2000 State=UNKNOWN" >>"$SLURM_CONF"
  done
  echo 'PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP' >>"$SLURM_CONF"
}

idle_nodes() { timeout 5 sinfo --noheader --Node --format=%T 2>/dev/null | grep --count '^idle$' || true; }

start() {
  # Those that a standard user's search path leaves out.
  PATH=$PATH:/usr/sbin:/sbin
  mkdir -p "$folder"/{log,state,spool,munge}
  chmod 755 "$folder" "$folder/munge"
  (umask 077 && head --bytes=128 /dev/urandom >"$folder/munge/key")
  configure
  munged --num-threads=2 --socket="$folder/munge/socket" --key-file="$folder/munge/key" \
    --pid-file="$folder/munge/pid" --seed-file="$folder/munge/seed" --log-file="$folder/log/munged.log"
  slurmctld -c -f "$SLURM_CONF"
  for node in "${nodes[@]}"; do restore "$node"; done
  for _ in $(seq 150); do
    [ "$(idle_nodes)" = "${#nodes[@]}" ] && return 0
    sleep 0.2
  done
  echo "The cluster does not come up; its logs are in $folder/log:" >&2
  tail --lines=5 "$folder"/log/*.log >&2
  return 1
}

restore() { PATH=$PATH:/usr/sbin:/sbin slurmd -c -N "$1" -f "$SLURM_CONF"; }

# The daemons of a node have its log open; what they start has the node's name in its environment.
daemons_of() {
  local process
  for process in /proc/[0-9]*; do
    if readlink "$process"/fd/* 2>/dev/null | grep --quiet --line-regexp "$folder/log/$1.log"; then
      echo "${process#/proc/}"
    fi
  done
}

tasks_of() {
  local process
  for process in /proc/[0-9]*; do
    if tr '\0' '\n' 2>/dev/null <"$process/environ" | grep --quiet --line-regexp "SLURMD_NODENAME=$1" &&
      tr '\0' '\n' 2>/dev/null <"$process/environ" | grep --quiet --line-regexp "SLURM_CONF=$SLURM_CONF"; then
      echo "${process#/proc/}"
    fi
  done
}

# Daemons first, so that none of them can tell that its tasks ended.
cut() {
  local processes
  processes=$(daemons_of "$1")
  # shellcheck disable=SC2086 # a list of numbers
  [ -z "$processes" ] || kill -KILL $processes 2>/dev/null || true
  processes=$(tasks_of "$1")
  # shellcheck disable=SC2086
  [ -z "$processes" ] || kill -KILL $processes 2>/dev/null || true
}

stop() {
  local file
  [ -d "$folder" ] || return 0
  for node in "${nodes[@]}"; do cut "$node"; done
  for file in "$folder/slurmctld.pid" "$folder/munge/pid"; do
    [ -s "$file" ] && kill -TERM "$(cat "$file")" 2>/dev/null || true
  done
  for _ in $(seq 50); do
    [ -e "$folder/slurmctld.pid" ] || [ -e "$folder/munge/pid" ] || break
    sleep 0.1
  done
}

case $command in
  start | stop) "$command" ;;
  cut | restore)
    [ $# -eq 3 ] || usage
    "$command" "$3"
    ;;
  *) usage ;;
esac
