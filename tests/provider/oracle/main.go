// Asks the real CSI provider for Azure and the real CSI driver what they make of a SecretProviderClass: one JSON line
// in, one JSON line out, until the input ends.
package main

import (
	"encoding/json"
	"io"
	"log"
	"os"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
	secretsstore "sigs.k8s.io/secrets-store-csi-driver/apis/v1"
)

type question struct {
	Parameters    map[string]string            `json:"parameters"`
	SecretObjects []*secretsstore.SecretObject `json:"secretObjects"`
	// What the vault is asked for has these versions, the newest first.
	Versions []string `json:"versions"`
	// The vault's own tenant, which it names in its challenge.
	Tenant string `json:"tenant"`
}

type answer struct {
	// Why the pod would not start, or a Secret not be filled; empty if all went well.
	Error   string                       `json:"error"`
	Objects []object                     `json:"objects"`
	Login   login                        `json:"login"`
	Vaults  []string                     `json:"vaults"`
	Files   map[string]file              `json:"files"`
	Secrets map[string]map[string][]byte `json:"secrets"`
}

func main() {
	klog.SetLogger(logr.Discard())
	volumes, err := os.MkdirTemp(memory(), "judge-")
	if err != nil {
		log.Fatal(err)
	}
	err = answerAll(volumes)
	os.RemoveAll(volumes)
	if err != nil {
		log.Fatal(err)
	}
}

// memory is where the driver's own volumes are too, on a node.
func memory() string {
	const folder = "/dev/shm"
	if _, err := os.Stat(folder); err != nil {
		return os.TempDir()
	}
	return folder
}

func answerAll(volumes string) error {
	questions, answers := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var asked question
		if err := questions.Decode(&asked); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := answers.Encode(judge(asked, volumes)); err != nil {
			return err
		}
	}
}

func judge(asked question, volumes string) answer {
	azure := &azure{tenant: asked.Tenant, versions: asked.Versions}
	files, secrets, err := mount(asked, azure, volumes)
	told := answer{Objects: readObjects(asked.Parameters), Files: files, Secrets: secrets}
	told.Login, told.Vaults = azure.login, azure.vaults
	if err != nil {
		told.Error = err.Error()
	}
	return told
}
