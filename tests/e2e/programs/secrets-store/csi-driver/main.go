// Does with a provider's answer what the real CSI driver does: writes the volume, and fills the Secrets from it.
// Both by the driver's own code. One JSON document in, one out.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"strings"

	corev1 "k8s.io/api/core/v1"
	secretsstore "sigs.k8s.io/secrets-store-csi-driver/apis/v1"
	"sigs.k8s.io/secrets-store-csi-driver/pkg/util/fileutil"
	"sigs.k8s.io/secrets-store-csi-driver/pkg/util/secretutil"
	"sigs.k8s.io/secrets-store-csi-driver/provider/v1alpha1"
)

type question struct {
	Files          []*v1alpha1.File             `json:"files"`
	ObjectVersions []*v1alpha1.ObjectVersion    `json:"objectVersions"`
	SecretObjects  []*secretsstore.SecretObject `json:"secretObjects"`
}

type answer struct {
	Error   string          `json:"error"`
	Files   map[string]file `json:"files"`
	Secrets []secret        `json:"secrets"`
}

type file struct {
	Mode    fs.FileMode `json:"mode"`
	Content []byte      `json:"content"`
}

type secret struct {
	Name        string            `json:"name"`
	Type        corev1.SecretType `json:"type"`
	Labels      map[string]string `json:"labels"`
	Annotations map[string]string `json:"annotations"`
	Data        map[string][]byte `json:"data"`
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		log.Fatal(err)
	}
	volume, err := os.MkdirTemp("", "volume-")
	if err != nil {
		log.Fatal(err)
	}
	told, err := publish(asked, volume)
	os.RemoveAll(volume)
	if err != nil {
		told.Error = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		log.Fatal(err)
	}
}

func publish(asked question, volume string) (answer, error) {
	// The driver's MountContent says so; its package needs a module that cannot be had everywhere.
	if len(asked.ObjectVersions) == 0 {
		return answer{}, errors.New("missing object versions")
	}
	if err := fileutil.WritePayloads(volume, asked.Files); err != nil {
		return answer{}, err
	}
	paths, err := fileutil.GetMountedFiles(volume)
	if err != nil {
		return answer{}, err
	}
	files := map[string]file{}
	for name, path := range paths {
		if files[name], err = readFile(path); err != nil {
			return answer{}, err
		}
	}
	secrets, err := fillSecrets(asked.SecretObjects, paths)
	return answer{Files: files, Secrets: secrets}, err
}

func readFile(path string) (file, error) {
	info, err := os.Stat(path)
	if err != nil {
		return file{}, err
	}
	content, err := os.ReadFile(path)
	return file{info.Mode(), content}, err
}

// As the driver's SecretProviderClassPodStatusReconciler goes about it, which needs a cluster with a kubelet.
func fillSecrets(objects []*secretsstore.SecretObject, paths map[string]string) ([]secret, error) {
	secrets := []secret{}
	for _, object := range objects {
		name := strings.TrimSpace(object.SecretName)
		if err := secretutil.ValidateSecretObject(*object); err != nil {
			return nil, fmt.Errorf("secret %s: %w", name, err)
		}
		kind := secretutil.GetSecretType(strings.TrimSpace(object.Type))
		data, err := secretutil.GetSecretData(object.Data, kind, paths)
		if err != nil {
			return nil, fmt.Errorf("secret %s: %w", name, err)
		}
		labels := map[string]string{"secrets-store.csi.k8s.io/managed": "true"}
		for key, value := range object.Labels {
			labels[key] = value
		}
		secrets = append(secrets, secret{name, kind, labels, object.Annotations, data})
	}
	return secrets, nil
}
