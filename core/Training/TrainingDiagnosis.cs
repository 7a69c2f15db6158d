namespace PhotoScore.Core.Training;

/// <summary>Something that is wrong with a training, found in its curve, its answers or its data.</summary>
/// <param name="Code">One of <see cref="DiagnosisCodes"/>.</param>
/// <param name="Message">What was seen, with the numbers that show it.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record TrainingDiagnosis(string Code, string Message, string Advice);
