#!/usr/bin/env python3
"""What TF-IDF reaches on a corpus: scikit-learn's, so that a transformer's figures have something honest beside them.

    python3 tools/reference/tfidf.py train.tsv dev.tsv [test.tsv]

The files have a header 'text<TAB>labels', several labels with commas between. Words and pairs of words, or characters in words (2 to 5);
naive Bayes, logistic regression and a linear SVM over them. How strongly they are regularized is chosen by cross-validation within train
(5 folds, macro-F1), so that dev stays unseen. Where texts have several labels it is the middle value, and each label's threshold is the best on
dev, as the transformer's is: there the test split has the honest figures. Needs scikit-learn (Debian: python3-sklearn).
"""
import csv
import sys
import warnings

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_curve
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")  # labels that a fold lacks
csv.field_size_limit(1 << 30)

WORDS = dict(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
CHARACTERS = dict(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
CLASSIFIERS = {
    "naive Bayes": (ComplementNB, "alpha", [0.1, 0.3, 1.0]),
    "logistic regression": (lambda **c: LogisticRegression(max_iter=1000, class_weight="balanced", **c), "C", [1, 3, 10]),
    "linear SVM": (lambda **c: LinearSVC(class_weight="balanced", **c), "C", [0.03, 0.1, 0.3, 1]),
}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row["text"] for row in rows], [row["labels"].split(",") for row in rows]


def thresholds(scores, gold):
    """The threshold of each label with the highest F1."""
    best = np.zeros(gold.shape[1])
    for i in range(gold.shape[1]):
        precision, recall, values = precision_recall_curve(gold[:, i], scores[:, i])
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
        best[i] = values[min(int(f1.argmax()), len(values) - 1)]
    return best


def main(paths):
    splits = [read(path) for path in paths]
    single = all(len(labels) == 1 for _, split in splits for labels in split)
    binarizer = MultiLabelBinarizer().fit(splits[0][1])
    gold = [np.array([labels[0] for labels in split]) if single else binarizer.transform(split) for _, split in splits]
    print(f"{len(binarizer.classes_)} labels, {'one' if single else 'any number'} for each text; texts: {', '.join(str(len(s[0])) for s in splits)}")
    print("features\tclassifier\tchosen\t" + "\t".join(f"macro-F1 {name}\tmicro-F1 {name}" for name in ("dev", "test")[:len(paths) - 1]))
    for features, options in (("words", WORDS), ("characters", CHARACTERS)):
        vectors = TfidfVectorizer(**options)
        inputs = [vectors.fit_transform(splits[0][0])] + [vectors.transform(texts) for texts, _ in splits[1:]]
        for name, (make, parameter, values) in CLASSIFIERS.items():
            if single:
                search = GridSearchCV(make(), {parameter: values}, scoring="f1_macro", cv=5).fit(inputs[0], gold[0])
                chosen, found = search.best_params_[parameter], [search.predict(x) for x in inputs[1:]]
            else:
                chosen = values[1]
                found = over_thresholds(make(**{parameter: chosen}), inputs, gold)
            figures = [f"{f1_score(y, p, average=average):.4f}" for y, p in zip(gold[1:], found) for average in ("macro", "micro")]
            print(f"{features}\t{name}\t{parameter}={chosen}\t" + "\t".join(figures), flush=True)


def over_thresholds(classifier, inputs, gold):
    model = OneVsRestClassifier(classifier).fit(inputs[0], gold[0])
    scores = [model.decision_function(x) if hasattr(classifier, "decision_function") else model.predict_proba(x) for x in inputs[1:]]
    limits = thresholds(scores[0], gold[1])
    return [s >= limits for s in scores]


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1:])
