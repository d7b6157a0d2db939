package app

import (
	"context"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// A rulebook keeps every kind of rules that the command line sets.
type rulebook interface {
	readiness.RuleRegister
	SetPlanRules(ctx context.Context, r readiness.PlanRules, c readiness.RuleChange, asked readiness.Asked) (readiness.PlanRules, error)
}

// A keep stores a new version of rules and names it.
type keep func(ctx context.Context, register rulebook, change readiness.RuleChange, asked readiness.Asked) (version string, err error)

func keepReviewRules(r readiness.ReviewRules) keep {
	return func(ctx context.Context, register rulebook, change readiness.RuleChange, asked readiness.Asked) (string, error) {
		kept, err := register.SetReviewRules(ctx, r, change, asked)
		return strconv.Itoa(kept.Version), err
	}
}

func keepLadder(l readiness.Ladder) keep {
	return func(ctx context.Context, register rulebook, change readiness.RuleChange, asked readiness.Asked) (string, error) {
		kept, err := register.SetLadder(ctx, l, change, asked)
		return strconv.Itoa(kept.Version), err
	}
}

func keepPlanRules(r readiness.PlanRules) keep {
	return func(ctx context.Context, register rulebook, change readiness.RuleChange, asked readiness.Asked) (string, error) {
		kept, err := register.SetPlanRules(ctx, r, change, asked)
		return strconv.Itoa(kept.Version), err
	}
}

func keepClosures(c closures) keep {
	return func(ctx context.Context, register rulebook, change readiness.RuleChange, asked readiness.Asked) (string, error) {
		kept, err := register.SetClosures(ctx, c.Closed, change, asked)
		return kept.Version, err
	}
}
