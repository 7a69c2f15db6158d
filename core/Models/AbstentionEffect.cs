using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Models;

/// <summary>What leaving photos to a person does to a split.</summary>
/// <param name="Answered">Photos outside the band.</param>
/// <param name="Coverage">Their share of all photos.</param>
/// <param name="ErrorRate">The share of them that is answered wrongly; null where none is answered.</param>
public sealed record AbstentionEffect(int Answered, Estimate Coverage, Estimate? ErrorRate)
{
    /// <summary>Measures it.</summary>
    /// <param name="abstention">The model's band.</param>
    /// <param name="photos">Its answers.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public static AbstentionEffect Of(ModelAbstention abstention, AnsweredPhotos photos, int seed)
    {
        ArgumentNullException.ThrowIfNull(abstention);
        ArgumentNullException.ThrowIfNull(photos);
        var answered = Enumerable.Range(0, photos.Count).Select(photo => !abstention.Abstains(photos.Probabilities(photo))).ToArray();
        var wrong = answered.Select((isAnswered, photo) => isAnswered && photos.Answers[photo] != photos.Labels[photo]).ToArray();
        var estimates = GroupBootstrap.Of(photos.GroupOf.ToArray(), photos.Groups, Measure, seed);
        return new(answered.Count(isAnswered => isAnswered), estimates[0]!, estimates[1]);

        double[] Measure(int[] weights)
        {
            long all = 0, kept = 0, errors = 0;
            for (var photo = 0; photo < weights.Length; photo++)
            {
                all += weights[photo];
                kept += answered[photo] ? weights[photo] : 0;
                errors += wrong[photo] ? weights[photo] : 0;
            }
            return [(double)kept / all, kept == 0 ? double.NaN : (double)errors / kept];
        }
    }
}
