package app

import (
	"context"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// A keep stores a new version of rules and names it.
type keep func(ctx context.Context, register readiness.RuleRegister, reason string, asked readiness.Asked) (version string, err error)

func keepReviewRules(r readiness.ReviewRules) keep {
	return func(ctx context.Context, register readiness.RuleRegister, reason string, asked readiness.Asked) (string, error) {
		kept, err := register.SetReviewRules(ctx, r, reason, asked)
		return strconv.Itoa(kept.Version), err
	}
}

func keepLadder(l readiness.Ladder) keep {
	return func(ctx context.Context, register readiness.RuleRegister, reason string, asked readiness.Asked) (string, error) {
		kept, err := register.SetLadder(ctx, l, reason, asked)
		return strconv.Itoa(kept.Version), err
	}
}

func keepClosures(c closures) keep {
	return func(ctx context.Context, register readiness.RuleRegister, reason string, asked readiness.Asked) (string, error) {
		kept, err := register.SetClosures(ctx, c.Closed, reason, asked)
		return kept.Version, err
	}
}
