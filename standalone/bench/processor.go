package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// processor is how much of the processor this process has used so far, and the PostgreSQL with this number if it is not 0.
func processor(postgres int) time.Duration {
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		panic(err) // only a wrong argument can make it fail
	}
	used := time.Duration(own.Utime.Nano() + own.Stime.Nano())
	if postgres == 0 {
		return used
	}
	const itself, andItsDead = 2, 4
	used += ticks(postgres, andItsDead)
	for _, connection := range children(postgres) {
		used += ticks(connection, itself)
	}
	return used
}

// ticks adds up the first few of a process's four times: user, system, and both again of its children that have ended. It is 0 for one that has
// just ended: then its time is among its parent's.
func ticks(pid, times int) (sum time.Duration) {
	const hertz, first = 100, 11 // the kernel's USER_HZ; fields after the name in brackets, see proc(5)
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	for _, field := range fields[first : first+times] {
		if n, err := strconv.Atoi(field); err == nil {
			sum += time.Duration(n) * time.Second / hertz
		}
	}
	return sum
}
