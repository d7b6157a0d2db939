package workflows

// Every change to what a running workflow waits for gets a constant here and one sentence: what changed when, and what runs from before do.
// A constant goes when the last run that needs it has gone: no open workflow started before the date.

// 2026-11: a sweep or a digest that the clock started asks the ledger first whether it is wanted. Runs from before go ahead; they last minutes.
const askTimetable = "ask-timetable"
