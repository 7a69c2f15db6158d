namespace PhotoScore.Core.Evaluation;

/// <summary>Photos in falling order of one class' probability, sorted once for many resamples.</summary>
public sealed class Ranking
{
    private readonly int[] _order;
    private readonly bool[] _positive;
    private readonly bool[] _endsTie;

    /// <summary>Sorts the photos.</summary>
    /// <param name="photos">What was answered.</param>
    /// <param name="positive">The class.</param>
    public Ranking(AnsweredPhotos photos, int positive)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var probabilities = new float[photos.Count];
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] = -photos.Probabilities(i)[positive];
        _order = [.. Enumerable.Range(0, photos.Count)];
        Array.Sort(probabilities, _order);
        _positive = new bool[photos.Count];
        for (var rank = 0; rank < _order.Length; rank++)
            _positive[rank] = photos.Labels[_order[rank]] == positive;
        _endsTie = [.. Enumerable.Range(0, _order.Length).Select(rank => rank + 1 == _order.Length || probabilities[rank] != probabilities[rank + 1])];
    }

    /// <summary>
    /// Area under the ROC curve: the chance that a photo of the class has a higher probability than another one, ties counting half (Mann, Whitney 1947); and average precision:
    /// the precision at each probability, weighed by the recall that it adds. Not numbers where there is no photo of the class, or of no other.
    /// </summary>
    public (double RocAuc, double AveragePrecision) Measure(ReadOnlySpan<int> weights)
    {
        long positives = 0, negatives = 0, tiedPositives = 0, tiedNegatives = 0;
        double pairs = 0, precision = 0;
        for (var rank = 0; rank < _order.Length; rank++)
        {
            if (_positive[rank])
                tiedPositives += weights[_order[rank]];
            else
                tiedNegatives += weights[_order[rank]];
            if (!_endsTie[rank])
                continue;
            pairs += (double)tiedNegatives * (positives + (tiedPositives / 2.0));
            (positives, negatives) = (positives + tiedPositives, negatives + tiedNegatives);
            if (tiedPositives > 0)
                precision += (double)tiedPositives * positives / (positives + negatives);
            (tiedPositives, tiedNegatives) = (0, 0);
        }

        return positives == 0 || negatives == 0 ? (double.NaN, double.NaN) : (pairs / ((double)positives * negatives), precision / positives);
    }
}
