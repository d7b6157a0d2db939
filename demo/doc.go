// Package demo makes a fictional county: a whole council at real size that has used Sightline for months, with an improvement plan of two years.
//
// Nothing in it is a shortcut through the rules. Its case lists are Annex A workbooks that are read, checked and applied as any upload is; its reviews
// are opened by the sweep and decided by readiness.Review; every step is recorded in the ledger as a workflow records it. Only the waiting is
// missing: the days are played one after the other with a clock of the demonstration's own. At the end the reviews and improvement actions that have not
// ended carry on in Temporal from their rows, as after a disaster.
//
// The plan is made of ideas (plan_themes.go), findings (plan_findings.go) and fates (plan_fate.go). A fate is a script: who asks what of the action on
// which day. What comes of it is for readiness.ImprovementAction to say, and what nobody asks for lapses in its time.
//
// Its self-assessments say what assess.yaml says, criterion by criterion. Last year's cycle went the whole way under the framework of then, a refresh
// followed it, and this year's is under way: each criterion stands where the file says that it stands (assess_do.go), and people get it there by commands.
//
// Its visits are receptions (visit.go): a monitoring visit on care leavers that is over, two rehearsals of a call, and a visit on three focus areas that
// comes. What people mean to do about a step stands in visit_words.go; whether it closes is for the rules to say, by what the ledger holds. What is meant to
// become of each case audit is a manuscript (visit_audit_words.go), by its place in a sample that Sightline draws; which child that is, nobody chose.
package demo
