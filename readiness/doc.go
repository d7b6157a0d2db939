// Package readiness is the trade itself: values, decisions, refusals, permissions. No clock, no I/O, no goroutine.
//
// A decision takes a value, who asks and a time; it returns the next value and the event that tells what happened, and touches nothing.
// Everything that waits, stores or shows lives in another room and asks here what is allowed and what follows.
package readiness
