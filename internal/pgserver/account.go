package pgserver

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// An account is who PostgreSQL's programs run as. They refuse to run as root and as a user that has no name.
type account struct {
	name     string
	uid, gid int
	drop     bool // we are root and must step down to it
}

// chooseAccount keeps to the owner of existing data. Otherwise root steps down to "postgres" or "nobody",
// and anybody else stays who they are.
func chooseAccount(data string) (account, error) {
	me := os.Geteuid()
	owner, err := ownerOf(data)
	if err != nil {
		return account{}, err
	}
	if me == 0 {
		return rootsDeputy(owner)
	}
	if owner >= 0 && owner != me {
		return account{}, fmt.Errorf("The folder %s belongs to another user (number %d). Start as that user, or as root.", data, owner)
	}
	u, err := user.LookupId(strconv.Itoa(me))
	if err != nil {
		return account{}, fmt.Errorf("PostgreSQL cannot run as user number %d, because that user has no name on this machine. Use a user that has one, or an external database.", me)
	}
	return accountOf(u, false)
}

func rootsDeputy(owner int) (account, error) {
	if owner > 0 {
		u, err := user.LookupId(strconv.Itoa(owner))
		if err != nil {
			return account{}, fmt.Errorf("The data belongs to user number %d, who has no name on this machine. Give the folder to the user \"postgres\" or \"nobody\".", owner)
		}
		return accountOf(u, true)
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return accountOf(u, true)
		}
	}
	return account{}, errors.New(`PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody" to run it as.`)
}

func accountOf(u *user.User, drop bool) (account, error) {
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, fmt.Errorf("read the number of user %s: %w", u.Username, err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return account{}, fmt.Errorf("read the group of user %s: %w", u.Username, err)
	}
	return account{name: u.Username, uid: uid, gid: gid, drop: drop}, nil
}

// ownerOf is the owner's number, or -1 when the path does not exist.
func ownerOf(path string) (int, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return -1, nil
	}
	if err != nil {
		return -1, err
	}
	return int(info.Sys().(*syscall.Stat_t).Uid), nil
}

// credential is nil when the programs may run as we are.
func (a account) credential() *syscall.Credential {
	if !a.drop {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid), Groups: []uint32{}}
}

// own gives one path to the account.
func (a account) own(path string) error {
	if !a.drop {
		return nil
	}
	return os.Lchown(path, a.uid, a.gid)
}
