using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>Predicts labels from one value by what other photos with that value are; a photo whose value no other one has is a guess.</summary>
internal static class ValueBaseline
{
    /// <summary>Null when no two photos share a value, or all do.</summary>
    /// <param name="value">The value of a photo; null when it has none.</param>
    /// <param name="text">A value in words.</param>
    /// <param name="rows">The photos.</param>
    public static BaselineResult? Test(Func<AssembledPhoto, string?> value, Func<string, string> text, ShortcutRows rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = [.. rows.Photos.Select(photo => value(photo) is not { } name ? -1 : numbers.TryAdd(name, numbers.Count) ? numbers.Count - 1 : numbers[name])];
        var named = codes.Count(code => code >= 0);
        if (numbers.Count == 0 || numbers.Count == named || (numbers.Count == 1 && named == codes.Length))
            return null;

        var classes = rows.Classes.Count;
        var crossed = new RecallTally(classes);
        var all = new ValueCounts(numbers.Count, classes);
        for (var row = 0; row < codes.Length; row++)
            all.Add(codes[row], rows.Labels[row], 1);
        for (var row = 0; row < codes.Length; row++)
        {
            // Leave one out: what the others say.
            all.Add(codes[row], rows.Labels[row], -1);
            crossed.Add(rows.Labels[row], all.Credit(codes[row], rows.Labels[row]));
            all.Add(codes[row], rows.Labels[row], 1);
        }

        var (split, train) = (new RecallTally(classes), new ValueCounts(numbers.Count, classes));
        foreach (var (row, photo) in rows.Photos.Index().Where(pair => pair.Item.Split == Split.Train))
            train.Add(codes[row], rows.Labels[row], 1);
        foreach (var (row, photo) in rows.Photos.Index().Where(pair => pair.Item.Split != Split.Train))
            split.Add(rows.Labels[row], train.Credit(codes[row], rows.Labels[row]));

        var (code, label, hits, of) = all.MostTelling();
        return new BaselineResult(crossed, split, AuditText.Of($"{text(numbers.First(pair => pair.Value == code).Key)}: {hits} of {of} are {rows.Classes[label]}"));
    }

    private sealed class ValueCounts(int values, int classes)
    {
        private readonly int[] _counts = new int[values * classes];
        private readonly int[] _totals = new int[classes];

        public void Add(int code, int label, int count)
        {
            _totals[label] += count;
            if (code >= 0) _counts[(code * classes) + label] += count;
        }

        public double Credit(int code, int label)
        {
            var seen = code < 0 ? [] : _counts.AsSpan(code * classes, classes);
            // Every class weighs the same, however many photos it has: shares of totals are compared, in whole numbers, so that equal ones are equal.
            var (best, tied) = (-1, 0);
            for (var c = 0; c < seen.Length; c++)
            {
                if (_totals[c] == 0)
                    continue;
                var order = best < 0 ? 1 : ((long)seen[c] * _totals[best]).CompareTo((long)seen[best] * _totals[c]);
                (best, tied) = order > 0 ? (c, 1) : (best, order == 0 ? tied + 1 : tied);
            }

            if (best < 0 || seen[best] == 0)
                return 1.0 / classes;
            return (long)seen[label] * _totals[best] == (long)seen[best] * _totals[label] && _totals[label] > 0 ? 1.0 / tied : 0;
        }

        public (int Code, int Label, int Hits, int Of) MostTelling()
        {
            double all = _totals.Sum();
            var (most, told) = (double.NegativeInfinity, (0, 0, 0, 0));
            for (var i = 0; i < _counts.Length; i++)
            {
                var (code, label) = (i / classes, i % classes);
                var of = 0;
                foreach (var count in _counts.AsSpan(code * classes, classes))
                    of += count;
                var more = _counts[i] - (of * _totals[label] / all);
                if (more > most)
                    (most, told) = (more, (code, label, _counts[i], of));
            }

            return told;
        }
    }
}
